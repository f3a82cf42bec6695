"""The applications: never the drafts of others, read-only, with the verbs of the moment."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.contrib import admin, messages
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from candidates.application.models.applications import Application
from candidates.application.models.candidacies import Candidacy
from candidates.application.states import Verdict
from candidates.application.telling import Reader, passages
from candidates.overview.admin.decisions import DecisionPages
from candidates.review import rules as review_rules
from candidates.review import workflow as review
from candidates.review.admin.bulk import ManyPages
from candidates.review.admin.export import ExportPages
from candidates.review.admin.filters import (
    WhichAdvice,
    WhichChallenge,
    WhichFamily,
    WhichPromotion,
    WhichRanking,
    WhichReader,
    WhichStatus,
    WhichVerdict,
    WhichWork,
)
from candidates.review.admin.instruction import InstructionPages, InternalNoteInline
from candidates.review.admin.mailing import MailingPages
from candidates.review.forms import SetAsideForm
from candidates.review.models.reading import Reading
from candidates.selection import rules as selection_rules
from candidates.selection.admin.board import BoardPages
from candidates.selection.admin.publication import PublicationPages
from candidates.selection.workflow import publication
from eig.common.admin import AdminStep, SeenActionForm, StepAdmin, seen
from eig.common.attempts import attempt
from eig.common.text import plural
from eig.journal.admin import JournalInline
from eig.promotions.models.programmes import Promotion
from eig.reviewing.rules.reading import can_see_readings, reads_only_theirs

SEATS = ("candidacies_shown", "interviews_shown", "offers_shown")
QUIET = ("prepared", "pending_reason", *SEATS, WhichVerdict, JournalInline)
"""What tells a decision before its publication, or what a jury thinks."""
INSTRUCTION = ("advices", "conflicts_shown", WhichWork, WhichReader, WhichAdvice)
"""What readers think, for those who have a place in the instruction."""
OUTSIDE_LIST = ["number_shown", "headline", "wishes_shown", "families", "state"]
OUTSIDE_PAGE: list[tuple[str | None, dict[str, list[str]]]] = [
    (None, {"fields": ["number_shown", "promotion", "state"]}),
    ("Mon avis", {"fields": ["advices"]}),
    ("Le dossier", {"fields": ["in_part"]}),
]
"""What an outside reader is told of an application: neither who the person is, nor what is decided."""
READ_ONLY = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}


def badge(label: str, tone: str) -> str:
    """A word in its colour."""
    return format_html('<span class="eig-badge eig-badge--{}">{}</span>', tone or "neutral", label)


@admin.register(Application)
class ApplicationAdmin(
    DecisionPages, InstructionPages, ManyPages, ExportPages, MailingPages, BoardPages, PublicationPages, StepAdmin
):
    """The submitted applications: read, decided on and heard here, never edited."""

    list_display = ["number_shown", "person", "headline", "wishes_shown", "families", "state", "prepared"]
    list_display_links = ["number_shown", "person"]
    list_filter = [
        WhichWork,
        WhichPromotion,
        WhichStatus,
        WhichVerdict,
        WhichRanking,
        WhichFamily,
        WhichChallenge,
        WhichReader,
        WhichAdvice,
    ]
    list_per_page = 50
    search_fields = ["user__first_name", "user__last_name", "user__email", "headline", "town", "number"]
    search_help_text = "Nom, adresse, métier, ville ou numéro"
    ordering = ["-submitted_at", "-pk"]
    actions = ["prepare_keep", "prepare_refuse", "forget_verdict", *ManyPages.many_actions]
    view_on_site = False
    change_list_template = "admin/candidates/application/change_list.html"
    action_form = SeenActionForm
    change_form_template = "admin/reviewing/change_form.html"
    inlines = [InternalNoteInline, JournalInline]
    fieldsets = [
        (None, {"fields": ["person", "email", "promotion", "state", "prepared", "pending_reason", "refusal_reason"]}),
        ("L’instruction", {"fields": ["advices", "conflicts_shown"]}),
        ("Le dossier", {"fields": ["in_full", "submissions_shown"]}),
        ("Auditions et propositions", {"fields": SEATS}),
    ]
    steps = (
        AdminStep(
            "set_aside",
            review.set_aside,
            review_rules.can_instruct,
            SetAsideForm,
            explanation="La personne reçoit aussitôt un courrier : sa candidature ne remplit pas les conditions. "
            "Pour une candidature recevable mais non présélectionnée, préparez plutôt une décision.",
            done="C’est fait, la personne est prévenue : {}.",
            danger=True,
        ),
        AdminStep(
            "refuse",
            publication.refuse,
            selection_rules.can_close,
            explanation="La personne est sur liste d’attente. Elle reçoit aussitôt un courrier : aucun poste ne lui "
            "sera proposé.",
            done="C’est fait, la personne est prévenue : {}.",
            danger=True,
        ),
    )

    class Media:
        css = {"all": ["css/lists.css", "css/instruction.css"]}

    def get_queryset(self, request):
        # An outside reader opens what they were given, and no application of their own.
        rows: Any = admin.ModelAdmin.get_queryset(self, request)
        return rows.instructed_by(request.user).with_wishes()

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or can_see_readings(request.user, Reading)

    def get_search_fields(self, request):
        return ["headline", "town"] if reads_only_theirs(request.user, Reading) else self.search_fields

    def get_list_display(self, request):
        return OUTSIDE_LIST if reads_only_theirs(request.user, Reading) else _told(request, self.list_display)

    def get_list_filter(self, request):
        return (
            [WhichWork, WhichPromotion, WhichFamily]
            if reads_only_theirs(request.user, Reading)
            else _told(request, self.list_filter)
        )

    def get_fieldsets(self, request, obj=None):
        if reads_only_theirs(request.user, Reading):
            return OUTSIDE_PAGE
        told = ((title, {"fields": _told(request, section["fields"])}) for title, section in self.fieldsets)
        return [(title, section) for title, section in told if section["fields"]]

    def get_inlines(self, request, obj=None):
        return _told(request, self.inlines)

    def get_readonly_fields(self, request, obj=None):
        return [name for sections in (self.fieldsets, OUTSIDE_PAGE) for _, told in sections for name in told["fields"]]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        own = (self.decision_urls(), self.instruction_urls(), self.many_urls(), self.export_urls(), self.mailing_urls())
        return [*chain.from_iterable(own), *super().get_urls()]

    def board_urls(self) -> list:
        """Pages about a whole promotion."""
        wrap = self.admin_site.admin_view
        return [
            path("listes/<int:pk>/", wrap(self.board), name="candidates_board"),
            path("preselection/<int:pk>/", wrap(self.preselection), name="candidates_preselection"),
            path("propositions/<int:pk>/", wrap(self.offers), name="candidates_offers"),
        ]

    def changelist_view(self, request, extra_context=None):
        promotions = Promotion.objects.current() if selection_rules.can_compose(request.user) else []
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        shown = {"boards": promotions, "whole": request.user.has_perm(self.coordinates), "query": query}
        return super().changelist_view(request, {**shown, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        own = self.own_buttons(request.user, obj) if obj and not self.has_change_permission(request, obj) else []
        shown = {**READ_ONLY, "own_acts": own, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, shown)

    def available_steps(self, user, obj):
        return [
            *self.decision_buttons(user, obj),
            *super().available_steps(user, obj),
            *self.instruction_buttons(user, obj),
        ]

    @admin.action(description="Préparer : présélectionner", permissions=["change"])
    def prepare_keep(self, request, queryset):
        """Note the decision for each chosen application."""
        self._prepare(request, queryset, Verdict.KEEP)

    @admin.action(description="Préparer : ne pas présélectionner", permissions=["change"])
    def prepare_refuse(self, request, queryset):
        """Note the decision for each chosen application."""
        self._prepare(request, queryset, Verdict.REFUSE)

    @admin.action(description="Effacer la décision préparée", permissions=["change"])
    def forget_verdict(self, request, queryset):
        """Forget what was prepared."""
        self._prepare(request, queryset, "")

    def _prepare(self, request, queryset, verdict: str) -> None:
        rows = list(queryset.order_by().prefetch_related(None).select_related(None))
        with attempt(request):
            changed = review.prepare_verdicts(rows, verdict, seen=seen(request), by=request.user, at=request.at)
            done = plural(changed, "décision préparée", "décisions préparées")
            messages.success(request, f"{done}. Personne n’est prévenu avant la publication.")

    @admin.display(description="nº", ordering="number")
    def number_shown(self, application) -> str:
        return str(application.number or "–")

    @admin.display(description="personne", ordering="user__last_name")
    def person(self, application) -> str:
        return str(application.user)

    @admin.display(description="vœux, dans l’ordre")
    def wishes_shown(self, application) -> str:
        return format_html_join(
            mark_safe("<br>"), "{}. {}", ((wish.rank, wish.position.challenge) for wish in application.wishes.all())
        )

    @admin.display(description="profils")
    def families(self, application) -> str:
        return ", ".join(dict.fromkeys(str(wish.position.family) for wish in application.wishes.all()))

    @admin.display(description="état", ordering="status")
    def state(self, application) -> str:
        return badge(application.standing.label, application.tone)

    @admin.display(description="décision préparée", ordering="pending_verdict")
    def prepared(self, application) -> str:
        if not application.pending_verdict:
            return "–"
        return badge(application.get_pending_verdict_display(), Verdict(application.pending_verdict).tone)

    @admin.display(description="adresse électronique")
    def email(self, application) -> str:
        return application.user.email

    @admin.display(description="contenu")
    def in_full(self, application) -> SafeString:
        return _file(application, Reader.COORDINATION)

    @admin.display(description="contenu")
    def in_part(self, application) -> SafeString:
        return _file(application, Reader.OUTSIDE)

    @admin.display(description="dépôts, tels que reçus")
    def submissions_shown(self, application) -> str:
        kept = [{"at": row.at, "lines": row.lines} for row in application.submissions.all()]
        return render_to_string("admin/candidates/submissions.html", {"kept": kept}) if kept else "–"

    @admin.display(description="poste par poste")
    def candidacies_shown(self, application) -> str:
        rows = application.candidacies.select_related("position__challenge", "position__family", "proposed_by")
        lines = ((row.position, _origin(row), badge(row.get_status_display(), row.tone)) for row in rows)
        return format_html_join(mark_safe("<br>"), "{}, {} {}", lines) or "–"

    @admin.display(description="auditions")
    def interviews_shown(self, application) -> str:
        return self.hearing_lines(application)

    @admin.display(description="propositions")
    def offers_shown(self, application) -> str:
        offers = application.offers.with_names()
        lines = ((offer.position, badge(offer.get_status_display(), offer.tone)) for offer in offers)
        return format_html_join(mark_safe("<br>"), "{} {}", lines) or "–"


def _file(application: Application, reader: Reader) -> SafeString:
    content = {"sections": passages(application, reader), "lead": ""}
    return render_to_string("admin/told.html", {"content": content})


def _origin(candidacy: Candidacy) -> str:
    return f"vœu {candidacy.wish_rank}" if candidacy.wish_rank else f"proposé par {candidacy.proposed_by}"


def _told(request, names: Sequence[Any]) -> Sequence[Any]:
    """Those that a person may know of; what is decided and not announced stays with those who decide."""
    hidden = () if review_rules.can_see_decisions(request.user) else QUIET
    if not can_see_readings(request.user, Reading):
        hidden = (*hidden, *INSTRUCTION)
    return [name for name in names if name not in hidden]
