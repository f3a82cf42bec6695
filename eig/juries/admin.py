"""Composing juries and following their sheets."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join

from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.admin import AdminStep, HelpfulFields, PlainPages, ReadOnlyInline, StepAdmin
from eig.common.attempts import attempt
from eig.common.dates import full_instant, short_day
from eig.journal.admin import JournalInline
from eig.journal.steps import record
from eig.juries import rules
from eig.juries.forms.grids import ReopenForm
from eig.juries.forms.seats import InviteForm, JuryForm, ReplaceForm
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.states import SeatStatus
from eig.juries.workflow import grids, moves, seats


class SeatInline(ReadOnlyInline):
    """Who sits, with the acts on each place."""

    model = JurySeat
    verbose_name_plural = "Qui siège"
    fields = readonly_fields = ("user", "email", "part", "answer", "charter", "acts")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The acts are for whoever composes juries."""
        fields = super().get_fields(request, obj)
        return fields if rules.can_compose(authenticated(request).user) else [name for name in fields if name != "acts"]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("user", "jury")

    @admin.display(description="adresse")
    def email(self, seat: JurySeat) -> str:
        return seat.user.email

    @admin.display(description="rôle")
    def part(self, seat: JurySeat) -> str:
        return "rapporteur" if seat.rapporteur else "juré"

    @admin.display(description="réponse")
    def answer(self, seat: JurySeat) -> str:
        said = seat.get_status_display()
        if seat.status == SeatStatus.DECLINED and seat.substitute_email:
            return f"{said}, propose {seat.substitute_name or seat.substitute_email}"
        if not seat.fits:
            return f"{said}, mais seulement : {' ; '.join(str(half_day) for half_day in seat.possible)}"
        return said

    @admin.display(description="charte")
    def charter(self, seat: JurySeat) -> str:
        return f"signée le {short_day(seat.charter_signed_at)}" if seat.charter_signed_at else "à signer"

    @admin.display(description="changer")
    def acts(self, seat: JurySeat) -> str:
        if seat.status == SeatStatus.REPLACED:
            return ""
        acts = {"replace": "Remplacer", "unseat": "Retirer"}
        links = [
            (reverse(f"admin:juries_jury_{act}", args=[seat.jury_id, seat.pk]), acts[act], seat.user) for act in acts
        ]
        return format_html_join(", ", '<a href="{0}" aria-label="{1} {2}">{1}</a>', links)


class HearingInline(ReadOnlyInline):
    """The hearings of a jury: when, how many individual sheets are in, whether the common one is."""

    model = Hearing
    verbose_name_plural = "Auditions"
    fields = readonly_fields = ("starts_at", "minutes", "individual", "common")

    def get_queryset(self, request: HttpRequest):
        rows: Any = super().get_queryset(request)
        return rows.with_progress()

    @admin.display(description="fiches individuelles")
    def individual(self, hearing: Hearing) -> int:
        return hearing.own_count

    @admin.display(description="fiche commune")
    def common(self, hearing: Hearing) -> str:
        return "saisie" if hearing.common else "à saisir"


STEPS = (
    AdminStep(
        "lock",
        grids.lock_sheets,
        lambda user, jury: rules.can_compose(user),
        explanation="Fiches et grille du {} ne changeront plus, complètes ou non. Ses membres reçoivent un courrier.",
        done="Les fiches du {} sont closes. Un courrier part à ses membres.",
    ),
    AdminStep(
        "reopen",
        grids.reopen_sheets,
        lambda user, jury: rules.can_compose(user),
        form=ReopenForm,
        explanation="Les fiches et la grille du {} pourront de nouveau changer. Ses membres reçoivent un courrier.",
        done="Les fiches du {} sont rouvertes. Un courrier part à ses membres.",
    ),
)


@admin.register(Jury)
class JuryAdmin(PlainPages, HelpfulFields, StepAdmin):
    """One page per jury: its half-day, who sits, what it hears."""

    list_display = [
        "name",
        "promotion",
        "stage",
        "half_day",
        "place",
        "reporter",
        "seat_count",
        "hearing_count",
        "status",
    ]
    list_filter = [("promotion", admin.RelatedOnlyFieldListFilter), "stage", "status"]
    form = JuryForm
    list_select_related = ["promotion"]
    show_full_result_count = False
    search_fields = ["name", "place", "members__email", "members__last_name"]
    date_hierarchy = "meets_at"
    fields = ["promotion", "stage", "round", "name", "meets_at", "place", "status"]
    inlines = [SeatInline, HearingInline, JournalInline]
    steps = STEPS
    help_texts = {
        "round": "Un second tour d’auditions a ses propres critères, à écrire sur la page de la promotion.",
        "name": "Comme les jurés le connaîtront : « Jury 3 ».",
        "meets_at": "Le début de la demi-journée. Les rappels aux jurés partent trois jours avant et le jour même.",
        "place": "Une salle ou un lien par jury : deux jurys ne peuvent pas y entendre à la même heure.",
    }

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_counts().prefetch_related("seats__user")

    def has_delete_permission(self, request: HttpRequest, obj: Jury | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.hearings.exists())

    @admin.display(description="demi-journée", ordering="meets_at")
    def half_day(self, jury: Jury) -> str:
        return jury.half_day

    @admin.display(description="rapporteur")
    def reporter(self, jury: Jury) -> str:
        return next((str(seat.user) for seat in jury.seats.all() if seat.rapporteur), "à nommer")

    @admin.display(description="jurés", ordering="seat_count")
    def seat_count(self, jury: Jury) -> int:
        return jury.seat_count

    @admin.display(description="auditions", ordering="hearing_count")
    def hearing_count(self, jury: Jury) -> int:
        return jury.hearing_count

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/nommer/", wrap(self.seat_view), name="juries_jury_seat"),
            path("<int:pk>/retirer/<int:seat>/", wrap(self.unseat_view), name="juries_jury_unseat"),
            path("<int:pk>/remplacer/<int:seat>/", wrap(self.replace_view), name="juries_jury_replace"),
            *super().get_urls(),
        ]

    def available_steps(self, user, obj: Jury) -> list[dict]:
        """The button to invite a juror, then the steps that the state of the sheets allows."""
        steps = super().available_steps(user, obj)
        if not rules.can_compose(user):
            return steps
        url = reverse("admin:juries_jury_seat", args=[obj.pk])
        return [{"label": "Inviter un juré", "url": url, "danger": False}, *steps]

    def save_model(self, request: HttpRequest, obj: Jury, form, change: bool) -> None:
        request = authenticated(request)
        if change:
            when_and_where: dict[str, Any] = {"meets_at": obj.meets_at, "place": obj.place}
            moves.move(obj, **when_and_where, by=request.user, at=request.at)
            obj.refresh_from_db(fields=["sequence"])
        super().save_model(request, obj, form, change)
        if form.changed_data and not set(form.changed_data) <= {"meets_at", "place"}:
            sentence = "Jury modifié" if change else "Jury créé"
            note = f"{obj.name}, {full_instant(obj.meets_at)}. {obj.place}"
            record(obj, "change" if change else "create", sentence, by=request.user, at=request.at, note=note)

    def seat_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Invite a juror by their e-mail address."""
        jury = self._jury(request, pk)
        form = InviteForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            with attempt(form):
                seat = seats.invite(jury, **form.cleaned_data, by=request.user, at=request.at)
                messages.success(request, f"{seat.user} est invité au {jury}. Un courrier lui demande sa réponse.")
                return self._back(jury)
        explanation = (
            "La personne reçoit aussitôt un courrier : la demi-journée, le lieu, le lien pour accepter ou décliner. "
            "Les dossiers s’ouvrent une fois la charte signée."
        )
        return self._ask(request, jury, "Inviter un juré", explanation, form=form)

    def unseat_view(self, request: AuthenticatedRequest, pk: int, seat: int) -> HttpResponse:
        """Take a juror's place away, while nothing is marked."""
        jury = self._jury(request, pk)
        place = get_object_or_404(jury.seats.select_related("user"), pk=seat)
        if request.method == "POST":
            with attempt(request):
                seats.unseat(jury, place.user, by=request.user, at=request.at)
                messages.success(request, f"{place.user} ne siège plus au {jury}.")
            return self._back(jury)
        explanation = f"{place.user} ne verra plus les dossiers de ce jury. Un courrier l’en prévient aussitôt."
        return self._ask(request, jury, "Retirer ce juré", explanation, danger=True)

    def replace_view(self, request: AuthenticatedRequest, pk: int, seat: int) -> HttpResponse:
        """Invite someone else in the place of a juror: the substitute that they proposed, when they did."""
        jury = self._jury(request, pk)
        place = get_object_or_404(jury.seats.select_related("user", "jury__promotion"), pk=seat)
        form = ReplaceForm(request.POST or None, initial=ReplaceForm.read(place))
        if request.method == "POST" and form.is_valid():
            with attempt(form):
                new = seats.replace(place, **form.cleaned_data, by=request.user, at=request.at)
                messages.success(request, f"{new.user} est invité à la place de {place.user}. Un courrier part.")
                return self._back(jury)
        explanation = f"La personne reçoit une invitation, avec le même rôle que {place.user}."
        return self._ask(request, jury, "Inviter à sa place", explanation, form=form)

    def _jury(self, request: AuthenticatedRequest, pk: int) -> Jury:
        jury = get_object_or_404(self.get_queryset(request), pk=pk)
        if not rules.can_compose(request.user):
            raise PermissionDenied
        return jury

    def _back(self, jury: Jury) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:juries_jury_change", args=[jury.pk]))

    def _ask(self, request, jury: Jury, label: str, explanation: str, **more) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": jury,
            "title": f"{label} : {jury}",
            "label": label,
            "explanation": explanation,
            "back": self._back(jury).url,
            "form": None,
            "danger": False,
            **more,
        }
        return TemplateResponse(request, "admin/step_confirm.html", context)
