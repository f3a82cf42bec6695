"""What the coordination reads of challenges to choose among them."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from challenges.proposal.models.challenges import Challenge, ChallengeQuerySet
from challenges.proposal.states import ChallengeStatus, Decision
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import sitting
from eig.juries.states import SheetsStatus
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind, Stage

S = ChallengeStatus
ON_BOARD = (S.PRESELECTED, S.SELECTED, S.NOT_SELECTED, S.PUBLISHED)
KEPT = (S.SELECTED, S.PUBLISHED)
WORK = {
    "fresh": Q(status=S.SUBMITTED, changes_asked_at=None),
    "corrected": Q(status=S.SUBMITTED, changes_asked_at__isnull=False),
    "correcting": Q(status=S.CHANGES_REQUESTED),
    "unscheduled": Q(status=S.PRESELECTED, hearing=None, pending_decision="", promotion__hears_challenges=True),
    "undecided": Q(status=S.PRESELECTED, pending_decision="")
    & (Q(hearing__isnull=False) | Q(promotion__hears_challenges=False)),
    "decided": Q(status=S.PRESELECTED) & ~Q(pending_decision=""),
    "to_frame": Q(status=S.SELECTED),
}


def individual_totals(promotion: Promotion) -> list[tuple[int, int, int]]:
    """Hearing, juror and total of each individual sheet about the challenges of a promotion: one query."""
    sheets = Sheet.objects.filter(hearing__jury__promotion=promotion, hearing__jury__stage=Stage.CHALLENGE)
    return list(sheets.exclude(juror=None).with_score().exclude(score=None).values_list("hearing", "juror", "score"))


def on_board(promotion: Promotion) -> ChallengeQuerySet:
    """Those of a promotion to choose among, or chosen, with positions and ``common_sheets``: three queries."""
    return (
        Challenge.objects.filter(promotion=promotion, status__in=ON_BOARD)
        .select_related("administration", "promotion", "hearing__jury")
        .prefetch_related(
            Prefetch("positions", Challenge.objects.related_rows("positions").select_related("family")),
            Prefetch("hearing__sheets", Sheet.objects.common().with_score(), to_attr="common_sheets"),
        )
        .order_by("hearing__jury__meets_at", "hearing__jury__name", "hearing__starts_at", "key", "pk")
    )


def in_suspense(promotion: Promotion) -> ChallengeQuerySet:
    """Those that forbid a publication: to submit again, not instructed, not decided, or kept without a position."""
    return (
        Challenge.objects.filter(promotion=promotion)
        .annotate(position_count=Count("positions"))
        .filter(
            Q(status__in=[S.SUBMITTED, S.CHANGES_REQUESTED])
            | Q(status=S.DRAFT, number__isnull=False)
            | Q(status=S.PRESELECTED, pending_decision="")
            | Q(status=S.PRESELECTED, pending_decision=Decision.KEEP, position_count=0)
        )
        .order_by("key", "pk")
    )


def workload() -> models.QuerySet[Challenge, Any]:
    """How many wait for each act of the coordination, one row for each current promotion with some: one query."""
    waiting = Announcement.objects.waiting().filter(promotion=OuterRef("promotion"), kind=AnnouncementKind.CHALLENGES)
    counts = {name: Count("pk", filter=condition) for name, condition in WORK.items()}
    return (
        Challenge.objects.filter(promotion__archived=False)
        .order_by("-promotion__starts_on", "promotion")
        .values(
            "promotion",
            "promotion__name",
            "promotion__hears_challenges",
            "promotion__challenge_word",
            "promotion__challenge_words",
        )
        .annotate(**counts, ordered=Exists(waiting))
    )


def promotions_on_board() -> models.QuerySet[Promotion]:
    """The current promotions with something to choose, or chosen: one query."""
    chosen = Challenge.objects.filter(status__in=ON_BOARD, promotion__archived=False)
    return Promotion.objects.filter(pk__in=chosen.values("promotion")).order_by("-starts_on", "name")


def to_announce(promotion: Promotion) -> ChallengeQuerySet:
    """The decided ones of a promotion with their authors: two queries."""
    return (
        Challenge.objects.preselected()
        .exclude(pending_decision="")
        .filter(promotion=promotion)
        .select_related("administration", "promotion")
        .prefetch_related("authors")
        .order_by("key", "pk")
    )
