"""The board where challenges are chosen: read, suppose, decide row by row, take away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules import coordination
from challenges.proposal.states import ChallengeStatus
from challenges.selection import workflow
from challenges.selection.admin.asked import ORDERS, BoardQuery
from challenges.selection.admin.choice import ChoiceBoard, Row
from challenges.selection.admin.publishing import PublicationPages
from challenges.selection.admin.spread import Spread, tenth
from challenges.selection.forms import DecisionForm
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.csv import csv_response
from eig.common.flow import StepRefused
from eig.common.vocabulary import SiteText
from eig.juries.models.hearings import Sheet
from eig.promotions.models.programmes import Promotion

SAID = {"": "Décision effacée : {}.", "keep": "À retenir : {}.", "refuse": "À ne pas retenir : {}."}
HEADER = [
    SiteText("{Challenge}"),
    "Administration",
    "État",
    "Jury",
    "Avis",
    "Coup de cœur",
    "Rang",
    "Note commune",
    "Note maximale",
    "Notes individuelles",
    "Moyenne",
    "Minimum",
    "Maximum",
    "Écart-type",
    "Note ajustée",
    "Motif du jury",
    "Commentaire du jury",
    "Cherche",
    "Décision préparée",
    "Motif préparé",
]


class BoardPages(PublicationPages):
    """The pages of the choice, mixed into the admin of challenges."""

    def board_urls(self) -> list:
        """Addresses under ``/admin/challenges/``."""
        wrap = self.admin_site.admin_view
        return [
            path("choix/<int:pk>/", wrap(self.board), name="challenges_board"),
            path("choix/<int:pk>/portrait/", wrap(self.board_portrait), name="challenges_board_portrait"),
            path("choix/<int:pk>/choix.csv", wrap(self.board_export), name="challenges_board_export"),
            path("choix/<int:pk>/publier/", wrap(self.board_publish), name="challenges_board_publish"),
        ]

    def board(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Rank, score and opinion of each jury, the decisions being prepared, the portrait they make."""
        promotion = self.choosable(request, pk)
        asked = BoardQuery.of(request.GET)
        if request.method == "POST":
            return self._decide(request, promotion, asked)
        return self._shown(request, promotion, asked)

    def _shown(
        self, request: AuthenticatedRequest, promotion: Promotion, asked: BoardQuery, refused: dict | None = None
    ) -> HttpResponse:
        """The board; ``refused`` gives back what was typed on one row for a decision that was not taken."""
        choice = ChoiceBoard(promotion, asked, always=refused["pk"] if refused else None)
        context = {
            "choice": choice,
            "portrait": choice.portrait(),
            "orders": ORDERS,
            "asked": asked,
            "refused": refused,
        }
        response = self.board_page(
            request, promotion, f"Choix des {promotion.words.challenges} : {promotion}", "board", context
        )
        response.status_code = 409 if refused else 200
        return response

    def board_portrait(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """The portrait-robot alone, with what the address supposes."""
        promotion = self.choosable(request, pk)
        asked = BoardQuery.of(request.GET)
        context = {"portrait": ChoiceBoard(promotion, asked).portrait(), "promotion": promotion, "asked": asked}
        return TemplateResponse(request, "admin/challenges/portrait.html", context)

    def board_export(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """The rows that the filters leave, in their order, for a spreadsheet."""
        promotion = self.choosable(request, pk)
        choice = ChoiceBoard(promotion, BoardQuery.of(request.GET))
        rows = [_cells(row, choice.scale.highest) for row in choice.shown]
        return csv_response(f"choix-{promotion.slug}.csv", HEADER, rows)

    def _decide(self, request: AuthenticatedRequest, promotion: Promotion, asked: BoardQuery) -> HttpResponse:
        number = request.POST.get("challenge", "")
        wanted: Any = number if number.isdecimal() else None
        rows = Challenge.objects.filter(promotion=promotion, pk=wanted)
        challenge = get_object_or_404(rows.select_related("promotion"))
        form = DecisionForm(request.POST)
        with attempt(request):
            _prepare(challenge, form, request)
            messages.success(request, SAID[form.cleaned_data["decision"]].format(challenge.title))
            return HttpResponseRedirect(f"{request.path}{asked.address}#defi-{challenge.pk}")
        return self._shown(request, promotion, asked, {"pk": challenge.pk, "reason": request.POST.get("reason", "")})

    def choosable(self, request: AuthenticatedRequest, pk: int) -> Promotion:
        """The promotion, for someone who chooses its challenges."""
        if not coordination.can_coordinate(request.user):
            raise PermissionDenied
        return get_object_or_404(Promotion, pk=pk)

    def board_page(self, request, promotion: Promotion, title: str, page: str, more: dict) -> HttpResponse:
        """One page of the choice, in the admin."""
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "promotion": promotion}
        return TemplateResponse(request, f"admin/challenges/{page}.html", context | more)


def _prepare(challenge: Challenge, form: DecisionForm, request: AuthenticatedRequest) -> None:
    if challenge.status != ChallengeStatus.PRESELECTED or not form.is_valid():
        raise StepRefused("Cette décision n’a pas pu être préparée : rechargez la page.")
    values = form.cleaned_data
    version = request.POST.get("version", "")
    workflow.prepare_decision(
        challenge, values["decision"], reason=values["reason"], version=version, by=request.user, at=request.at
    )


def _cells(row: Row, maximum: int) -> list:
    challenge, sheet = row.challenge, row.sheet
    return [
        challenge.title,
        challenge.administration,
        challenge.get_status_display(),
        challenge.hearing.jury if challenge.hearing else "non entendu",
        *([""] * 5 if sheet is None else _opinion(sheet, maximum)),
        *([""] * 5 if row.spread is None else _figures(row.spread)),
        row.adjusted_said,
        sheet.reason if sheet else "",
        sheet.comment if sheet else "",
        row.sought,
        challenge.get_pending_decision_display(),
        challenge.pending_reason,
    ]


def _opinion(sheet: Sheet, maximum: int) -> list:
    opinion = {True: "favorable", False: "défavorable", None: ""}[sheet.favourable]
    return [opinion, "oui" if sheet.favourite else "", sheet.rank, sheet.score, maximum]


def _figures(spread: Spread) -> list:
    totals, mean, deviation = spread.totals, spread.mean, spread.deviation
    return [len(totals), tenth(mean), min(totals), max(totals), tenth(deviation)]
