"""What the coordination does to missions: each act says whom it tells, is confirmed, then done by its verb."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.admin import ModelAdminPart
from eig.common.attempts import attempt
from eig.common.dates import long_day
from eig.common.vocabulary import Vocabulary
from eig.promotions.models.programmes import Promotion
from mentoring.missions.forms import CalendarForm, EndForm, MentorDatesForm, PlaceForm
from mentoring.missions.models.missions import MENTOR_KINDS, Mission
from mentoring.missions.models.placements import Placement
from mentoring.missions.rules import can_arrange
from mentoring.missions.workflow.calendar import digest, follow_calendar, moves
from mentoring.missions.workflow.mentors import date_mentor
from mentoring.missions.workflow.placing import KEPT, end_placement, place, told_of

PLACED = (
    "La mission s’ouvre si elle n’existe pas. Une mission en cours prévient la personne et attend ses points d’étape ; "
    "une mission passée est seulement gardée en mémoire, et aucun courrier ne part."
)
ENDED = (
    "Les points d’étape attendus après ce jour sont retirés ; ceux qui sont remplis restent. Si le dernier "
    "jour change, seront prévenus : {}."
)
DATED = "Ce que cette personne lit, remplit et reçoit suit ces dates. Aucun courrier ne part."


@dataclass(frozen=True)
class Act:
    """A page that asks for something and confirms it: its words, its form, what follows a valid one."""

    title: str
    label: str
    explanation: str
    form: Form
    act: Callable[[], str]
    back: str
    danger: bool = False


class ActPages(ModelAdminPart):
    """Adds these pages to the admin of missions."""

    def act_urls(self) -> list:
        """Their addresses."""
        pages: Sequence[tuple[str, Callable[..., Any], str]] = (
            ("placer/", self.place, "place"),
            ("calendrier/<int:pk>/", self.calendar, "calendar"),
            ("<int:pk>/depart/<int:placement>/", self.end, "end"),
            ("<int:pk>/mentor/<int:stakeholder>/", self.mentor, "mentor"),
        )
        view = self.admin_site.admin_view
        return [path(where, view(page), name=f"mentoring_mission_{name}") for where, page, name in pages]

    def place(self, request):
        """Somebody without an offer: for past promotions, or beside the calls."""
        _check(request)
        form = PlaceForm(_positions(request.GET.get("promotion", "")), request.POST or None)
        back = reverse("admin:mentoring_mission_changelist")
        return self._page(
            request,
            Act("Placer une personne", "Placer cette personne", PLACED, form, lambda: _place(request, form), back),
        )

    def end(self, request, pk: int, placement: int):
        """When somebody leaves."""
        _check(request)
        rows = Placement.objects.select_related("person", "mission__challenge")
        row = get_object_or_404(rows, pk=placement, mission=self._mission(request, pk))
        form = EndForm(row, request.POST or None)

        def act() -> str:
            end_placement(row, by=request.user, at=request.at, **form.cleaned_data)
            return f"Le départ de {row.person} est fixé au {long_day(row.ends_on)}."

        told = ENDED.format(_names([row.person, *told_of(row, request.at)], row.words))
        title = f"Départ de {row.person} ({row.mission.challenge})"
        return self._page(request, Act(title, "Enregistrer le départ", told, form, act, _page_of(pk), danger=True))

    def mentor(self, request, pk: int, stakeholder: int):
        """From when to when a mentor is there."""
        _check(request)
        mission = self._mission(request, pk)
        rows = Stakeholder.objects.filter(challenge=mission.challenge_id, kind__in=MENTOR_KINDS)
        row = get_object_or_404(rows, pk=stakeholder)
        named = _names([row], mission.words)
        form = MentorDatesForm(request.POST or None, initial={"since": row.since, "until": row.until})

        def act() -> str:
            date_mentor(row, mission=mission, by=request.user, at=request.at, **form.cleaned_data)
            return f"C’est noté : {named}."

        title = f"Dates de {named} ({mission.challenge})"
        return self._page(request, Act(title, "Enregistrer ces dates", DATED, form, act, _page_of(pk)))

    def calendar(self, request, pk: int):
        """What the calendar of a promotion would change in its missions, whom it would tell; then the change."""
        _check(request)
        promotion = get_object_or_404(Promotion, pk=pk)
        found = moves(promotion, at=request.at)
        form = CalendarForm(request.POST or None, initial={"version": digest(found)})
        back = reverse("admin:mentoring_mission_changelist")
        if request.method == "POST" and form.is_valid():
            with attempt(request):
                count = follow_calendar(promotion, by=request.user, at=request.at, **form.cleaned_data)
                messages.success(request, f"Missions recalées sur le calendrier : {count}.")
                return redirect(back)
            return redirect(request.path)
        context = {"promotion": promotion, "moves": found, "form": form, "back": back}
        return self._drawn(request, "admin/mentoring/calendar.html", f"Recaler les missions ({promotion})", context)

    def _mission(self, request, pk: int) -> Mission:
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def _page(self, request, act: Act) -> HttpResponse:
        if request.method == "POST" and act.form.is_valid():
            with attempt(act.form):
                messages.success(request, act.act())
                return redirect(act.back)
        context = {name: getattr(act, name) for name in ("label", "explanation", "form", "back", "danger")}
        return self._drawn(request, "admin/step_confirm.html", act.title, {**context, "original": "Missions"})

    def _drawn(self, request, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, template, whole)


def _check(request) -> None:
    if not can_arrange(request.user):
        raise PermissionDenied


def _place(request, form: PlaceForm) -> str:
    placement = place(by=request.user, at=request.at, **form.values)
    return f"C’est fait : {placement}, du {long_day(placement.starts_on)} au {long_day(placement.ends_on)}."


def _positions(promotion: str):
    """Those of the challenges kept, of one promotion when its number is given."""
    rows = Position.objects.filter(challenge__status__in=KEPT)
    if promotion.isdecimal():
        rows = rows.filter(challenge__promotion=int(promotion))
    return rows.select_related("family", "challenge__promotion", "challenge__administration").order_by(
        "-challenge__promotion__starts_on", "challenge__key", "family__order"
    )


def _names(people: Iterable[User | Stakeholder], words: Vocabulary) -> str:
    """Names, those of mentors with their role in the words of the promotion."""
    return ", ".join(
        f"{person.name}, {words.said(person.get_kind_display())}" if isinstance(person, Stakeholder) else str(person)
        for person in people
    )


def _page_of(pk: int) -> str:
    return reverse("admin:mentoring_mission_change", args=[pk])
