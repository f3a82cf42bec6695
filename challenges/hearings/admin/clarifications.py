"""Questions of jurors: read, handed to the authors, answered or left aside."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from challenges.hearings.forms.clarifications import AnswerForm, CloseForm, ForwardForm
from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.rules.clarifications import can_handle
from challenges.hearings.states import ClarificationStatus
from challenges.hearings.workflow import clarifications
from challenges.review.admin.filters import Question
from eig.common.admin import AdminStep, PlainPages, StepAdmin
from eig.common.vocabulary import SiteText
from eig.journal.admin import JournalInline


class WhichState(Question):
    """The filter of the list by the state of the question."""

    title, parameter_name, field = "Où en est la question ?", "etat", "status"

    def answers(self) -> list[tuple]:
        return ClarificationStatus.choices


@admin.register(Clarification)
class ClarificationAdmin(PlainPages, StepAdmin):
    """One line per question, the unread ones first; the verbs on its page."""

    list_display = ["question", "challenge", "state", "asked_by", "asked_at"]
    list_filter = [WhichState]
    list_select_related = ["challenge", "asked_by"]
    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    search_fields = ["question", "answer", "challenge__key"]
    ordering = ["-asked_at"]
    fields = readonly_fields = (
        "challenge",
        "state",
        "asked_by",
        "asked_at",
        "question",
        "forwarded_question",
        "forwarded_at",
        "answer",
        "answered_by",
        "answered_at",
    )
    inlines = [JournalInline]
    steps = (
        AdminStep(
            "forward",
            clarifications.forward_clarification,
            can_handle,
            form=ForwardForm,
            explanation=SiteText(
                "Question du juré : « {} » Les auteurs du {challenge} reçoivent aussitôt un courrier."
            ),
            done="La question est transmise aux porteurs. Un courrier part.",
        ),
        AdminStep(
            "answer",
            clarifications.answer_clarification,
            can_handle,
            form=AnswerForm,
            explanation="Question : « {} » Tous les membres du jury reçoivent un courrier et lisent la réponse.",
            done="La réponse est sur la page du dossier. Un courrier part aux membres du jury.",
        ),
        AdminStep(
            "close",
            clarifications.close_clarification,
            can_handle,
            form=CloseForm,
            explanation="Question : « {} » Le juré qui l’a posée reçoit aussitôt un courrier avec le motif.",
            done="La question est classée sans suite. Un courrier part au juré.",
            danger=True,
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Clarification | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("challenge__promotion", "challenge__hearing", "asked_by")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        shown = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    @admin.display(description="état", ordering="status")
    def state(self, clarification: Clarification) -> str:
        tone = clarification.tone or "neutral"
        return format_html('<span class="eig-badge eig-badge--{}">{}</span>', tone, clarification.get_status_display())
