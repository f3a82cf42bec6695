"""One list to instruct, one page per challenge: read-only content, and the verbs as buttons."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.forms import Media
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html

from challenges.catalogue import rules as framing
from challenges.hearings.rules import scheduling
from challenges.overview.admin.acts import ActPages
from challenges.overview.admin.shown import ShownChallenge, sections_for
from challenges.overview.admin.steps import STEPS
from challenges.overview.admin.worklists import WorklistStrip
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules import coordination
from challenges.review.admin.bulk import ManyPages
from challenges.review.admin.export import ExportPages
from challenges.review.admin.filters import (
    WhichDecision,
    WhichEligibility,
    WhichKind,
    WhichMoney,
    WhichProfile,
    WhichPromotion,
    WhichStatus,
    WhichWork,
)
from challenges.review.admin.instruction import InstructionPages, InternalNoteInline
from challenges.review.admin.mailing import MailingPages
from challenges.review.models.reading import Reading
from challenges.review.rules.reading import can_read_all, can_see_readings, follows_instruction
from challenges.selection import rules as selection_rules
from challenges.selection import workflow as selection
from challenges.selection.admin.board import BoardPages
from challenges.selection.admin.tension import TensionPage
from challenges.selection.forms import LinkForm
from eig.accounts.requests import authenticated
from eig.common.admin import AdminStep, PlainPages, StepAdmin
from eig.common.text import sort_key
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournalInline
from eig.reviewing.admin.filters import WhichAdvice, WhichReader

INSTRUCTION = (WhichEligibility, WhichReader, WhichAdvice, WhichDecision)
"""The questions that tell what those who instruct think, and what is decided but not announced."""


@admin.register(Challenge)
class ChallengeAdmin(
    BoardPages,
    ActPages,
    InstructionPages,
    ManyPages,
    ExportPages,
    MailingPages,
    TensionPage,
    WorklistStrip,
    ShownChallenge,
    PlainPages,
    StepAdmin,
):
    """The challenges in the coordination’s tool, from their submission to their publication in the catalogue."""

    list_display = ["filed", "title", "host", "profiles", "state", "submitted_on", "decision"]
    list_display_links = ["title"]
    list_filter = [
        WhichWork,
        WhichPromotion,
        WhichStatus,
        WhichProfile,
        WhichEligibility,
        WhichReader,
        WhichAdvice,
        WhichKind,
        WhichMoney,
        WhichDecision,
    ]
    list_per_page = 50
    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    search_fields = [
        "key",
        "administration__key",
        "authors__email",
        "authors__last_name__unaccent",
        "authors__first_name__unaccent",
    ]
    search_help_text = "Titre, administration, nom ou adresse d’un auteur"
    ordering = ["-promotion__starts_on", "number", "key"]
    change_list_template = "admin/challenges/challenge/change_list.html"
    change_form_template = "admin/reviewing/change_form.html"
    inlines = [InternalNoteInline, JournalInline]
    actions = ManyPages.many_actions
    steps = STEPS
    media = Media(css={"all": ["css/lists.css", "css/board.css", "css/instruction.css"]}, js=["admin/js/actions.js"])

    def get_queryset(self, request: HttpRequest):
        # The rows of this tool are not those of the authors' pages: ``visible_to`` is about these.
        found: Any = admin.ModelAdmin.get_queryset(self, request)
        rows = found.instructed_by(request.user)
        readings = Prefetch("readings", Reading.objects.visible_to(request.user).select_related("reader"))
        rows = rows.select_related("administration", "bearer", "promotion", "hearing__jury")
        return rows.prefetch_related("positions__family", readings)

    def has_view_permission(self, request: HttpRequest, obj: Challenge | None = None) -> bool:
        return super().has_view_permission(request, obj) or can_see_readings(authenticated(request).user)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        user = authenticated(request).user
        if not follows_instruction(user):
            return [name for name in self.list_display if name != "decision"]
        return self.list_display

    def get_list_filter(self, request: HttpRequest) -> list:
        if not can_read_all(authenticated(request).user):
            return [WhichWork, WhichPromotion, WhichProfile]
        kept = can_see_readings(authenticated(request).user)
        return self.list_filter if kept else [question for question in self.list_filter if question not in INSTRUCTION]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return self.search_fields if can_read_all(authenticated(request).user) else ["key", "administration__key"]

    def whole(self, request: HttpRequest, object_id: str) -> Challenge | None:
        readings = Prefetch("readings", Reading.objects.visible_to(request.user).select_related("reader"))
        rows = Challenge.objects.instructed_by(request.user).as_heard()
        rows = rows.prefetch_related(readings, "verdicts__by", "prepared_questions", "submissions")
        return rows.filter(pk=object_id).first() if object_id.isdecimal() else None

    def get_search_results(self, request: HttpRequest, queryset, search_term: str):
        return super().get_search_results(request, queryset, sort_key(search_term))

    def get_fieldsets(self, request: HttpRequest, obj: Challenge | None = None):
        return sections_for(request.user, obj) if obj else [(None, {"fields": LinkForm.Meta.fields})]

    def get_readonly_fields(self, request: HttpRequest, obj: Challenge | None = None) -> list[str]:
        return [name for _, section in sections_for(request.user, obj) for name in section["fields"]] if obj else []

    def get_form(self, request: HttpRequest, obj: Challenge | None = None, change: bool = False, **kwargs):
        return super().get_form(request, obj, change, **({} if obj else {"form": LinkForm}), **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Challenge | None = None):
        if not obj:
            return []
        user = authenticated(request).user
        if not can_read_all(user):
            return []
        # The journal tells what readers and jurors confide; notes are the coordination's own.
        kept = {JournalInline: can_see_readings(user), InternalNoteInline: coordination.can_coordinate(user)}
        return [inline for inline in self.inlines if kept.get(inline, True)]

    def has_delete_permission(self, request: HttpRequest, obj: Challenge | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Challenge, form, change: bool) -> None:
        request = authenticated(request)
        if not change:
            given = (obj.promotion, obj.administration, obj.title)
            obj.pk = selection.create_link(*given, by=request.user, at=request.at).pk

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/audition/", wrap(self.hearing_view), name="challenges_challenge_hearing"),
            path("<int:pk>/validation/", wrap(self.validation_view), name="challenges_challenge_validation"),
            path("<int:pk>/cadrage/", wrap(self.frame_view), name="challenges_challenge_frame"),
            *self.instruction_urls(),
            *self.many_urls(),
            *self.export_urls(),
            *self.mailing_urls(),
            *self.tension_urls(),
            *super().get_urls(),
        ]

    def available_steps(self, user, obj: Challenge) -> list[dict]:
        """The steps of the diagram, then the acts that change no status."""
        steps = super().available_steps(user, obj)
        if selection_rules.can_choose(user, obj):
            steps.insert(
                0, {"label": SiteText("Choix des {challenges}"), "url": f"{_board(obj)}#defi-{obj.pk}", "danger": False}
            )
        if scheduling.can_schedule(user, obj):
            label = "Déplacer l’audition" if obj.hearing_id else "Planifier l’audition"
            steps.insert(0, self.subject_button(label, "hearing", obj))
        if framing.can_ask_validation(user, obj) and not framing.asking_refusal(obj):
            steps.insert(0, self.subject_button("Faire valider la fiche", "validation", obj))
        if framing.can_frame(user, obj):
            steps.insert(0, self.subject_button(SiteText("Cadrer le {challenge}"), "frame", obj))
        return [*self.instruction_buttons(user, obj), *steps, *self.note_buttons(user, obj)]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        shown = {
            "show_save": False,
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
            "own_acts": []
            if obj is None or can_read_all(request.user)
            else self.instruction_buttons(request.user, obj),
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    def _act(self, request, obj: Challenge, step: AdminStep, form):
        answer = super()._act(request, obj, step, form)
        if step.name == "set_aside" and Challenge.FLOW.allows("bring_back", obj.status):
            url = reverse("admin:challenges_challenge_step", args=[obj.pk, "bring_back"])
            undo = format_html(SiteText('Écarté par erreur ? <a href="{}">Reprendre le {challenge}</a>'), url)
            messages.info(request, undo)
        return answer


def _board(obj: Challenge) -> str:
    return reverse("admin:challenges_board", args=[obj.promotion_id])
