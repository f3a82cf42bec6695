"""The links above the list of challenges: to each worklist and to each status, with how many are in it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.proposal.states import ChallengeStatus
from challenges.review.admin.filters import worklists_of
from challenges.review.models.worklists import WORKLISTS, by_status, counted
from challenges.review.rules.reading import can_read_all, follows_instruction
from challenges.selection.models import promotions_on_board
from eig.accounts.requests import authenticated
from eig.common.admin import StepAdminPart
from eig.promotions.models.programmes import Promotion


class WorklistStrip(StepAdminPart):
    """Mixed into the admin of challenges: the two strips of links, each with its count."""

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None):
        request = authenticated(request)
        promotion = request.GET.get("promotion", "")
        rows = self._counted_rows(request, promotion)
        whole = can_read_all(request.user)
        strips = {
            "work": _strip(_work(rows, request.user), "attente", promotion, request),
            "statuses": _strip(_statuses(rows), "etat", promotion, request) if whole else [],
            "whole": can_coordinate(request.user),
            "query": f"?{request.GET.urlencode()}" if request.GET else "",
            "boards": promotions_on_board() if can_coordinate(request.user) else [],
            "tensions": Promotion.objects.filter(archived=False).order_by("-starts_on", "name")
            if follows_instruction(request.user)
            else [],
        }
        return super().changelist_view(request, {**(extra_context or {}), **strips})

    def _counted_rows(self, request: HttpRequest, promotion: str):
        rows: Any = Challenge.objects.instructed_by(request.user)
        return rows.filter(promotion=promotion) if promotion.isdecimal() else rows.filter(promotion__archived=False)


def _work(rows, user) -> list[tuple[str, str, int]]:
    names = list(worklists_of(user))
    counts = counted(rows, user, names)
    return [(name, WORKLISTS[name][0], counts[name]) for name in names if counts[name]]


def _statuses(rows) -> list[tuple[str, str, int]]:
    counts = by_status(rows)
    return [(status.value, status.label, counts[status]) for status in ChallengeStatus if counts.get(status)]


def _strip(entries: list[tuple[str, str, int]], parameter: str, promotion: str, request: HttpRequest) -> list[dict]:
    kept = {"promotion": promotion} if promotion else {}
    here = reverse("admin:challenges_challenge_changelist")
    return [
        {
            "label": label,
            "count": count,
            "url": f"{here}?{urlencode({**kept, parameter: value})}",
            "current": request.GET.get(parameter) == value,
        }
        for value, label, count in entries
    ]
