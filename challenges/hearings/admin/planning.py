"""Composing juries: conflicts, the deal of challenges, the timetable, two tables to import."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from challenges.hearings.dealing import HalfDayPlan, Terms, deal
from challenges.hearings.forms.planning import ChallengeConflictForm, TableForm, TermsForm, slot_formset
from challenges.hearings.links import links_of
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.workflow import conflicts
from challenges.hearings.workflow.timetable import Slot, confirm_slots, import_timetable
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules import coordination
from eig.accounts.models import User
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.flow import StepRefused
from eig.common.tables import Report
from eig.common.text import plural
from eig.common.vocabulary import SiteText
from eig.juries.models.juries import Jury
from eig.juries.workflow.importing import import_jurors
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import Stage
from eig.reviewing.admin.conflicts import ConflictsAdmin
from eig.reviewing.forms.conflicts import LiftForm

IMPORTS: dict[str, tuple[str, str, Callable[..., Report]]] = {
    "jures": (
        "Inviter des jurés depuis un tableau",
        "Colonnes : adresse, prénom, nom, jury, rapporteur (oui ou non). Chaque personne reçoit une invitation.",
        lambda promotion, **given: import_jurors(promotion, Stage.CHALLENGE, **given),
    ),
    "calendrier": (
        "Planifier les auditions depuis un tableau",
        SiteText(
            "Colonnes : jury, date, début, {challenge} ; durée et salle si besoin. Un jury nouveau est créé ; "
            "un courrier part."
        ),
        import_timetable,
    ),
}


@admin.register(ConflictOfInterest)
class ConflictAdmin(ConflictsAdmin):
    """The conflicts, and the pages where juries are composed around them."""

    form = ChallengeConflictForm
    declare_conflict = staticmethod(conflicts.declare_conflict)
    list_display = ["user", "challenge", "kind", "reason", "declared_at", "declared_by", "examined_at", "stands"]
    list_select_related = ["user", "challenge", "declared_by"]
    search_fields = ["user__last_name", "user__email", "challenge__key"]

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            path("jurys/<int:pk>/", wrap(self.plan_view), name="challenges_planning"),
            path("jurys/<int:pk>/<slug:table>/importer/", wrap(self.import_view), name="challenges_planning_import"),
            path(
                "jurys/<int:pk>/lien/<int:challenge>/<int:user>/", wrap(self.lift_view), name="challenges_conflict_lift"
            ),
            *super().get_urls(),
        ]

    def plan_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """The proposal to correct and confirm, the links to examine, the timetable as it stands."""
        promotion = self._promotion(request, pk)
        juries = _juries(promotion)
        if request.method == "POST":
            return self._confirm_slots(request, promotion, juries)
        terms = TermsForm(promotion, request.GET if "most" in request.GET else None)
        return self._plan(request, promotion, juries, terms)

    def _confirm_slots(self, request: AuthenticatedRequest, promotion: Promotion, juries: list[Jury]) -> HttpResponse:
        terms = TermsForm(promotion, request.GET if "most" in request.GET else None)
        formset = slot_formset(juries, data=request.POST)
        if not formset.is_valid():
            return self._plan(request, promotion, juries, terms, formset)
        try:
            count = confirm_slots(_slots(promotion, juries, formset, terms.terms), by=request.user, at=request.at)
        except StepRefused as refusal:
            messages.error(request, f"Rien n’est enregistré. {refusal}")
            return self._plan(request, promotion, juries, terms, formset)
        messages.success(request, f"Auditions planifiées : {count}. Les porteurs reçoivent un courrier.")
        return HttpResponseRedirect(reverse("admin:challenges_planning", args=[promotion.pk]))

    def _plan(self, request, promotion: Promotion, juries: list[Jury], terms: TermsForm, formset=None) -> HttpResponse:
        links = links_of(promotion)
        plans = [HalfDayPlan.of(jury) for jury in juries]
        timetable = [(plan.jury, plan.jury.hearings.all(), plan.deliberation) for plan in plans]
        ahead = [plan for plan in plans if plan.jury.meets_at > request.at]
        proposals = deal(_unheard(promotion), ahead, links, terms.terms)
        formset = formset or slot_formset(juries, proposals)
        rows = list(zip(_named(proposals, formset), formset.forms, strict=True))
        context = {"links": links, "juries": timetable, "terms": terms, "formset": formset, "rows": rows}
        return self._page(
            request, "admin/challenges/planning.html", promotion, f"Jurys et auditions : {promotion}", **context
        )

    def import_view(self, request: AuthenticatedRequest, pk: int, table: str) -> HttpResponse:
        """Read a table, say what it would do, then do it whole or not at all."""
        promotion = self._promotion(request, pk)
        if table not in IMPORTS:
            raise PermissionDenied
        title, explanation, verb = IMPORTS[table]
        form, report = TableForm(request.POST or None, request.FILES or None), None
        if request.method == "POST" and form.is_valid():
            really = "really" in request.POST
            text = form.cleaned_data["text"]
            report = _run(verb, promotion, text, really=really, by=request.user, at=request.at)
            if report.written:
                messages.success(request, f"C’est fait : {plural(len(report.said), 'ligne')}.")
                return HttpResponseRedirect(reverse("admin:challenges_planning", args=[promotion.pk]))
            form = TableForm(initial={"text": text})
        context = {"form": form, "report": report, "explanation": explanation}
        return self._page(request, "admin/challenges/import.html", promotion, f"{title} : {promotion}", **context)

    def lift_view(self, request: AuthenticatedRequest, pk: int, challenge: int, user: int) -> HttpResponse:
        """Examine a link: confirm that it sets the person aside, or say why it does not."""
        promotion = self._promotion(request, pk)
        heard = get_object_or_404(Challenge, pk=challenge, promotion=promotion)
        person = get_object_or_404(User, pk=user)
        form = LiftForm(request.POST or None)
        given = {"by": request.user, "at": request.at}
        back = reverse("admin:challenges_planning", args=[promotion.pk])
        if request.method == "POST" and "aside" in request.POST:
            link = next(
                (
                    suspicion
                    for suspicion in links_of(promotion).suspected
                    if suspicion.user == person and suspicion.challenge == heard
                ),
                None,
            )
            known = {"kind": link.kind, "reason": link.reason} if link else {}
            return self._done(request, back, conflicts.declare_conflict, heard, person, **known, **given)
        if request.method == "POST" and form.is_valid():
            return self._done(request, back, conflicts.lift_conflict, heard, person, **form.cleaned_data, **given)
        conflict = ConflictOfInterest.objects.filter(challenge=heard, user=person).select_related("declared_by").first()
        context = {"form": form, "person": person, "conflict": conflict, "back": back}
        return self._page(request, "admin/challenges/link.html", promotion, f"{person} et « {heard} »", **context)

    def _done(self, request: HttpRequest, back: str, verb: Callable, *subject, **given) -> HttpResponse:
        with attempt(request):
            verb(*subject, **given)
            messages.success(request, SiteText("C’est noté, et le journal du {challenge} le dit."))
        return HttpResponseRedirect(back)

    def _promotion(self, request: AuthenticatedRequest, pk: int) -> Promotion:
        if not (coordination.can_coordinate(request.user) and request.user.has_perm("juries.change_jury")):
            raise PermissionDenied
        return get_object_or_404(Promotion, pk=pk)

    def _page(self, request: HttpRequest, name: str, promotion: Promotion, title: str, **more) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "promotion": promotion,
            "words": promotion.words,
            "title": title,
            **more,
        }
        return TemplateResponse(request, name, context)


def _juries(promotion: Promotion) -> list[Jury]:
    """The juries of challenges of a promotion, with their timetable: four queries."""
    rows = Jury.objects.hearing_challenges().filter(promotion=promotion).with_counts()
    return list(rows.prefetch_related("hearings__attendances", "hearings__challenge"))


def _unheard(promotion: Promotion):
    rows = Challenge.objects.filter(promotion=promotion, hearing=None).preselected().select_related("promotion")
    return rows.select_related("administration").prefetch_related("stakeholders")


def _slots(promotion: Promotion, juries: list[Jury], formset, terms: Terms) -> list[Slot]:
    challenges, known = (
        {challenge.pk: challenge for challenge in _unheard(promotion)},
        {jury.pk: jury for jury in juries},
    )
    rows = [form.cleaned_data for form in formset.forms]
    return [
        Slot(challenges[row["challenge"]], known[row["jury"]], row["starts_at"], terms.minutes)
        for row in rows
        if row.get("jury") and row["challenge"] in challenges
    ]


def _named(proposals: list, formset) -> list:
    """The proposal behind each row of the form, in the order of the form."""
    by_challenge = {str(proposal.challenge.pk): proposal for proposal in proposals}
    return [by_challenge.get(str(form["challenge"].value())) for form in formset.forms]


def _run(verb: Callable[..., Report], promotion: Promotion, text: str, **given) -> Report:
    """The report of a table, where what forbids to read it at all is an error of the first line."""
    try:
        return verb(promotion, text=text, **given)
    except StepRefused as refusal:
        return Report(errors=[(1, str(refusal))])
