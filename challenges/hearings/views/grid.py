"""The final half-hour of a jury: its opinion on each challenge, the ranking, then the grid handed in."""

from dataclasses import dataclass
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from challenges.hearings.models.heard import hearings_set_aside, standing_before
from challenges.proposal.models.challenges import Challenge
from eig.accounts.requests import AuthenticatedRequest
from eig.common import quiet
from eig.common.flow import StepRefused
from eig.juries import rules
from eig.juries.forms.grids import Entry, GridForm, moved
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.states import SheetsStatus
from eig.juries.workflow import grids


@dataclass
class HalfDay:
    """A jury at the end of its half-day, as one of its members sees it."""

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
        """The hearings that the grid covers."""
        return [one.hearing_id for one in self.heard if one.hearing_id and one.hearing_id not in self.aside]

    @property
    def entries(self) -> list[Entry]:
        """Those whose common sheet is in, in the order of the hearings."""
        return [
            Entry(one.hearing_id, one.title, self.sheets[one.hearing_id])
            for one in self.heard
            if one.hearing_id in self.sheets and one.hearing_id not in self.aside
        ]

    @property
    def readable(self) -> list[Entry]:
        """The opinions to read, best ranked first: once one's own marks are in, or for the rapporteur."""
        shown = [one for one in self.entries if self.seat.rapporteur or one.hearing in self.own]
        return sorted(shown, key=lambda one: (one.sheet.rank is None, one.sheet.rank))

    @property
    def waiting(self) -> list[dict]:
        """What the grid cannot hold yet, and why."""
        return [line for one in self.heard if (line := self._waits(one))]

    @property
    def stamp(self) -> str:
        """A mark of what is stored, for a script to compare."""
        said = [(pk, one.favourable, one.rank, one.reason, one.favourite) for pk, one in sorted(self.sheets.items())]
        return sha256(repr(said).encode()).hexdigest()[:16]

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


@require_http_methods(["GET", "POST"])
def grid(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Opinion, rank, reason and favourite of each challenge, on one page; read by the whole jury."""
    half_day = _half_day(request, pk)
    if not half_day.seat.charter_signed_at:
        return redirect("juries:charter", pk=half_day.seat.pk)
    if request.method == "POST":
        return _write(request, half_day)
    return _page(request, half_day, _form(half_day) if half_day.writes else None)


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
        sheets={one.hearing_id: one for one in mine.common().with_score()},
        own=set(mine.filter(juror=request.user).values_list("hearing", flat=True)),
        aside=hearings_set_aside(request.user),
    )


def _form(half_day: HalfDay, data=None, typed=None) -> GridForm:
    return GridForm(half_day.entries, data, count=len(half_day.expected), typed=typed)


def _write(request: AuthenticatedRequest, half_day: HalfDay) -> HttpResponse:
    if move := request.POST.get("move"):
        messages.info(request, "L’ordre est changé sur cette page. Enregistrez la grille pour le garder.")
        return _page(request, half_day, _form(half_day, typed=moved(half_day.entries, request.POST, move)))
    form = _form(half_day, request.POST)
    if not form.is_valid():
        return _refused(request, half_day, form, quiet.first_error(form), 422)
    try:
        grids.save_grid(half_day.jury, form.opinions, by=request.user, at=request.at)
    except StepRefused as refusal:
        return _refused(request, half_day, form, str(refusal), 409)
    return _saved(request, half_day.jury.pk)


def _saved(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    leads_to = reverse("juries:hand_in", args=[pk])
    if quiet.is_quiet(request):
        return quiet.saved(request.at, leads_to, _half_day(request, pk).stamp)
    messages.success(request, "La grille est enregistrée. Enregistrée n’est pas remise : relisez-la avec le jury.")
    return redirect(leads_to)


def _refused(request: HttpRequest, half_day: HalfDay, form: GridForm, sentence: str, status: int) -> HttpResponse:
    if quiet.is_quiet(request):
        return quiet.refused(sentence, status)
    if status == 409:
        messages.error(request, sentence)
    return _page(request, half_day, form if half_day.writes else None, status)


def _page(request: HttpRequest, half_day: HalfDay, form: GridForm | None, status: int = 200) -> HttpResponse:
    context = {**_context(half_day), "form": form, "waiting": half_day.waiting, "rows": half_day.readable}
    return render(request, "challenges/jury_grid.html", context, status=status)


def _context(half_day: HalfDay) -> dict:
    return {
        "jury": half_day.jury,
        "closed": half_day.closed,
        "reports": half_day.seat.rapporteur,
        "stamp": half_day.stamp,
        "maximum": rules.maximum(rules.criteria(half_day.jury)),
    }
