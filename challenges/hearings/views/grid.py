"""The final half-hour of a jury: its opinion on each challenge, the ranking, then the grid handed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.models.heard import standing_before
from challenges.proposal.models.challenges import Challenge
from eig.accounts.requests import AuthenticatedRequest
from eig.common.flow import StepRefused
from eig.common.keeping.answers import Told
from eig.common.keeping.merging import Merge
from eig.common.keeping.version import FIELD
from eig.common.keeping.views import KeepingView, State, saved_at
from eig.juries import rules
from eig.juries.forms.grids import Entry, GridForm, moved
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.states import SheetsStatus
from eig.juries.workflow import grids

READ = "Seul le rapporteur du jury remplit la grille finale : vous la lisez ici."


@dataclass
class HalfDay:
    """A jury at the end of its half-day, as one of its members sees it.

    ``sheets`` has the common sheets by hearing number. ``own`` are the numbers of the hearings that this member has
    marked, ``aside`` those that a conflict of interest closes to them. ``closed`` says why the grid cannot be written;
    empty when it can.
    """

    jury: Jury
    seat: JurySeat
    closed: str
    heard: list[Challenge]
    sheets: dict[int, Sheet]
    own: set[int]
    aside: set[int]

    @property
    def writes(self) -> bool:
        """Whether this person fills the grid now."""
        return self.seat.rapporteur and not self.closed

    @property
    def expected(self) -> list[int]:
        """The numbers of the hearings that the grid covers."""
        return [
            challenge.hearing_id
            for challenge in self.heard
            if challenge.hearing_id and challenge.hearing_id not in self.aside
        ]

    @property
    def entries(self) -> list[Entry]:
        """The hearings of the grid whose common sheet is in, in their order."""
        return [
            Entry(challenge.hearing_id, challenge.title, self.sheets[challenge.hearing_id])
            for challenge in self.heard
            if challenge.hearing_id in self.sheets and challenge.hearing_id not in self.aside
        ]

    @property
    def saved_at(self) -> datetime | None:
        """When an opinion was last stored, with the whole grid or with the common sheet that holds it; None before."""
        given = [entry.sheet.entered_at for entry in self.entries if entry.sheet.favourable is not None]
        return max([*given, *filter(None, [self.jury.grid_saved_at])], default=None)

    @property
    def readable(self) -> list[Entry]:
        """The opinions to read, best ranked first: all for the rapporteur, else where one's own marks are in."""
        shown = [entry for entry in self.entries if self.seat.rapporteur or entry.hearing in self.own]
        return sorted(shown, key=lambda entry: (entry.sheet.rank is None, entry.sheet.rank))

    @property
    def waiting(self) -> list[dict]:
        """What the grid cannot hold yet, and why."""
        return [line for challenge in self.heard if (line := self._waits(challenge))]

    def _waits(self, challenge: Challenge) -> dict | None:
        pk = challenge.hearing_id
        if pk in self.aside:
            return {"challenge": challenge, "why": "vous êtes en conflit d’intérêts, votre grille ne le classe pas."}
        if pk not in self.sheets:
            url = reverse("juries:challenge_sheet", args=[pk]) if self.writes else ""
            return {"challenge": challenge, "why": "la fiche commune n’est pas encore saisie.", "url": url}
        if not self.seat.rapporteur and pk not in self.own:
            url = reverse("juries:challenge", args=[pk]) + "#ma-fiche"
            return {"challenge": challenge, "why": "son avis s’affiche une fois votre fiche remplie.", "own_url": url}
        return None


class GridView(KeepingView):
    """Opinion, rank, reason and favourite of each challenge, on one page; read by the whole jury."""

    request: AuthenticatedRequest
    template_name = "challenges/jury_grid.html"
    half_day: HalfDay

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.fetch()

    def fetch(self) -> None:
        self.half_day = _half_day(self.request, self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.half_day.seat.charter_signed_at:
            return redirect("juries:charter", pk=self.half_day.seat.pk)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was sent, or show it with one hearing moved a place up or down."""
        move = request.POST.get("move")
        if not move or self.refusal():
            return super().post(request, *args, **kwargs)
        messages.info(request, "L’ordre est changé sur cette page. Enregistrez la grille pour le garder.")
        return self.page(self.grid(typed=moved(self.half_day.entries, request.POST, move)))

    def refusal(self) -> str:
        return self.half_day.closed if self.half_day.seat.rapporteur else READ

    def stored(self) -> GridForm:
        return self.grid()

    def typed(self) -> GridForm:
        return self.grid(self.request.POST)

    def grid(self, *args: Any, **kwargs: Any) -> GridForm:
        """One block for each hearing whose common sheet is in."""
        return GridForm(self.half_day.entries, *args, count=len(self.half_day.expected), **kwargs)

    def told(self, form: GridForm) -> Told:
        return form.told()

    def save(self, merge: Merge) -> None:
        jury, opinions = self.half_day.jury, GridForm.opinions(merge.rows)
        grids.save_grid(jury, opinions, version=jury.grid_version, by=self.request.user, at=self.request.at)

    def state(self) -> State:
        moment = self.half_day.saved_at
        said = saved_at(moment, self.request.at) if moment else "Rien n’est encore enregistré"
        return State(said, "Enregistrée n’est pas remise : relisez la grille avec le jury, puis remettez-la.")

    def say_saved(self) -> None:
        said = "La grille est enregistrée. Enregistrée n’est pas remise : relisez-la avec le jury."
        messages.success(self.request, said)

    def next_url(self) -> str:
        return reverse("juries:hand_in", args=[self.half_day.jury.pk])

    def get_context_data(self, **kwargs: Any) -> dict:
        """The form for whoever fills it, or had it open when they no longer could; for the others, what it says."""
        half_day = self.half_day
        late = self.request.method == "POST" and (half_day.seat.rapporteur or FIELD in self.request.POST)
        writes = half_day.writes or late
        lists = {"waiting": half_day.waiting, "rows": half_day.readable}
        return super().get_context_data(
            **{**_context(half_day), **lists, **kwargs, "form": kwargs["form"] if writes else None}
        )


@require_http_methods(["GET", "POST"])
def hand_in(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Read the grid again, then give it to the coordination; or what is still missing."""
    half_day = _half_day(request, pk)
    if not half_day.seat.charter_signed_at:
        return redirect("juries:charter", pk=half_day.seat.pk)
    if not half_day.seat.rapporteur:
        return redirect("juries:grid", pk=pk)
    if request.method == "POST" and _handed_in(request, half_day):
        return redirect("juries:grid", pk=pk)
    lacks = rules.missing_in_grid(half_day.jury, half_day.expected)
    context = {**_context(half_day), "lacks": lacks, "rows": half_day.readable}
    return render(request, "challenges/jury_hand_in.html", context, status=409 if request.method == "POST" else 200)


def _handed_in(request: AuthenticatedRequest, half_day: HalfDay) -> bool:
    """Whether the grid is in the coordination's hands; sent twice, the first time said so."""
    try:
        grids.hand_in(half_day.jury, expected=half_day.expected, by=request.user, at=request.at)
    except StepRefused as refusal:
        half_day.jury.refresh_from_db(fields=["status"])
        if half_day.jury.status == SheetsStatus.LOCKED:
            return True
        messages.error(request, str(refusal))
        return False
    messages.success(request, "La grille est remise à la coordination. Merci pour cette demi-journée !")
    return True


def _half_day(request: AuthenticatedRequest, pk: int) -> HalfDay:
    jury = get_object_or_404(Jury.objects.hearing_challenges().of(request.user), pk=pk)
    mine = Sheet.objects.in_jury(jury)
    return HalfDay(
        jury=jury,
        seat=rules.seat_of(request.user, jury),
        closed=rules.grid_closed_because(jury, request.at),
        heard=list(standing_before(jury)),
        sheets={sheet.hearing_id: sheet for sheet in mine.common().with_score()},
        own=set(mine.filter(juror=request.user).values_list("hearing", flat=True)),
        aside=ConflictOfInterest.objects.hearings_closed_to(request.user),
    )


def _context(half_day: HalfDay) -> dict:
    return {
        "jury": half_day.jury,
        "closed": half_day.closed,
        "reports": half_day.seat.rapporteur,
        "maximum": rules.maximum(rules.criteria(half_day.jury)),
    }
