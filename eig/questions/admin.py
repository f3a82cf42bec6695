"""Questionnaires: what a promotion asks of administrations and of candidates."""

from django.contrib import admin
from django.db.models import Count

from eig.common.inlines import PlainInline, SettingsPages, WholeRows
from eig.common.text import plural
from eig.journal.admin import JournaledPages, JournalInline
from eig.questions.models import LINE_CHARS, Question, Questionnaire
from eig.questions.rules import refused_deletions, refused_limits

HELP = {
    "order": "Le rang de la question : deux questions n’ont jamais le même.",
    "section": "Les questions qui se suivent sous un même titre forment une page du dossier.",
    "help": "Affichée sous la question, avant le champ.",
    "max_chars": f"Le dépôt est refusé au-delà. Comptez {LINE_CHARS} caractères par ligne : 900 pour dix lignes.",
    "required": "Sans réponse à une question obligatoire, le dossier ne peut pas être déposé.",
}


class QuestionFormSet(WholeRows):
    """Refuses, in French and before anything is written, to delete what has been answered or cut what was written."""

    def check_rows(self):
        deleted = [form.instance for form in self.initial_forms if form.cleaned_data.get("DELETE")]
        shortened = [form.instance for form in self.initial_forms if "max_chars" in form.changed_data]
        return [*refused_deletions(deleted), *refused_limits(shortened)]


class QuestionInline(PlainInline):
    """Questions in the order in which they are asked."""

    model = Question
    formset = QuestionFormSet
    spare_at_first = 12
    folded = True
    fields = ["order", "section", "label", "help", "max_chars", "guidance", "required"]
    readonly_fields = ["guidance"]

    help_texts = HELP
    rows = {"help": 3}

    @admin.display(description="repère")
    def guidance(self, question: Question) -> str:
        """The limit in lines, as the historic forms said it."""
        return f"environ {plural(question.lines, 'ligne')}" if question.max_chars else "–"


@admin.register(Questionnaire)
class QuestionnaireAdmin(JournaledPages, SettingsPages, admin.ModelAdmin):
    """A questionnaire and its questions on one page."""

    list_display = ["name", "question_count", "response_count"]
    search_fields = ["name"]
    inlines = [QuestionInline, JournalInline]

    def get_queryset(self, request):
        questions, responses = (Count(name, distinct=True) for name in ("questions", "responses"))
        return super().get_queryset(request).annotate(question_total=questions, response_total=responses)

    @admin.display(description="questions", ordering="question_total")
    def question_count(self, questionnaire) -> int:
        """How many questions it asks."""
        return questionnaire.question_total

    @admin.display(description="dossiers qui y répondent", ordering="response_total")
    def response_count(self, questionnaire) -> int:
        """How many files already answer it: a reason for care."""
        return questionnaire.response_total
