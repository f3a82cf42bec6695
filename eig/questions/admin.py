"""Questionnaires: what a promotion asks of administrations and of candidates."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from eig.common.inlines import PlainInline, SettingsPages, WholeRows
from eig.common.text import NBSP, plural
from eig.journal.admin import JournaledPages, JournalInline
from eig.questions.models import LINE_CHARS, Option, Question, Questionnaire
from eig.questions.reading import said
from eig.questions.rules import (
    may_decide,
    refused_bounds,
    refused_deletions,
    refused_kinds,
    refused_limits,
    refused_options,
    refused_orders,
)
from eig.questions.states import CHOSEN

ALWAYS = "Elle est toujours posée"
HELP = {
    "order": "Le rang de la question : deux questions n’ont jamais le même.",
    "section": "Les questions qui se suivent sous un même titre forment une page du dossier.",
    "help": "Affichée sous la question, avant le champ.",
    "kind": "Elle décide du champ : du texte, des réponses proposées à cocher, un nombre, une date, oui ou non, une "
    "échelle, quatre visages, une adresse en https://. Une fois la question répondue, elle ne change plus.",
    "max_chars": f"Pour un texte : le dépôt est refusé au-delà. Comptez {LINE_CHARS} caractères par ligne : 900 pour "
    "dix lignes.",
    "minimum": "Pour un nombre, s’il a une borne ; pour une échelle, son premier échelon : 1, par exemple.",
    "maximum": "De même : 5, par exemple.",
    "low_words": "Pour une échelle : « pas du tout », par exemple.",
    "high_words": "Pour une échelle : « tout à fait », par exemple.",
    "required": "Sans réponse à une question obligatoire qui se pose, le dossier ne peut pas être déposé.",
    "key": "Facultative : un nom en lettres sans accent et en tirets, « demarche » par exemple, qui reste le même "
    "quand la question est reformulée. La réponse a alors sa colonne dans l’export, et se reprend d’une promotion à "
    "l’autre.",
}
OPTION_HELP = {
    "label": "Reformulée, elle reste la même réponse pour qui l’a déjà choisie.",
    "withdrawn": "Elle n’est plus proposée ; qui l’a déjà choisie la garde.",
}


class QuestionFormSet(WholeRows):
    """Refuses, in French and before anything is written, what would lose, cut or misread what was answered."""

    def check_rows(self) -> list[str]:
        gone = [form.instance for form in self.initial_forms if form.cleaned_data.get("DELETE")]
        kept = [form for form in self.initial_forms if form.instance not in gone]
        orders = {form.instance: form.cleaned_data.get("order", form.instance.order) for form in kept}
        return [
            *refused_deletions(gone),
            *refused_kinds(self._changed(kept, "kind")),
            *refused_limits(self._changed(kept, "max_chars")),
            *refused_bounds(self._changed(kept, "minimum", "maximum")),
            *refused_orders(orders, gone),
        ]

    def _changed(self, kept: list[Any], *names: str) -> list[Question]:
        return [form.instance for form in kept if set(names) & set(form.changed_data)]


class QuestionInline(PlainInline):
    """Questions in the order in which they are asked."""

    model = Question
    formset = QuestionFormSet
    spare_at_first = 12
    folded = True
    fields = [
        "order",
        "section",
        "label",
        "help",
        "kind",
        "further",
        "max_chars",
        "guidance",
        "minimum",
        "maximum",
        "low_words",
        "high_words",
        "required",
        "key",
    ]
    readonly_fields = ["guidance", "further"]

    help_texts = HELP
    rows = {"help": 3}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("shown_when").prefetch_related("options")

    @admin.display(description="repère")
    def guidance(self, question: Question) -> str:
        """The limit in lines, as the historic forms said it."""
        return f"environ {plural(question.lines, 'ligne')}" if question.limit_text else "–"

    @admin.display(description="réponses proposées et condition")
    def further(self, question: Question) -> str | SafeString:
        """What is set on the page of the question itself, and the link to it."""
        if question._state.adding:
            return "Elles se règlent sur la page de la question, une fois celle-ci enregistrée."
        url = reverse("admin:questions_question_change", args=[question.pk])
        return format_html('{}. <a href="{}">Les régler</a>', ". ".join(_settings(question)), url)


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

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        """Say which choices still wait for their options: nobody is asked them meanwhile."""
        super().save_related(request, form, formsets, change)
        for question in form.instance.questions.filter(kind__in=CHOSEN).exclude(options__withdrawn=False):
            messages.warning(
                request,
                f"La question « {question} » attend ses réponses proposées : elle n’est pas encore posée. Réglez-les "
                "sur la page de la question.",
            )


class OptionFormSet(WholeRows):
    """An option that was answered is withdrawn rather than deleted; what it is called may always change."""

    def check_rows(self) -> list[str]:
        return refused_options([form.instance for form in self.initial_forms if form.cleaned_data.get("DELETE")])

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Give a new option the value that answers will hold, after its first words."""
        taken = {row.instance.value for row in self.forms}
        form.instance.value = _free(slugify(form.instance.label)[:50] or "reponse", taken)
        return super().save_new(form, commit)


class OptionInline(PlainInline):
    """The answers that a choice offers."""

    model = Option
    formset = OptionFormSet
    fields = ["order", "label", "withdrawn"]
    help_texts = OPTION_HELP
    spare = 6


class ConditionForm(forms.ModelForm):
    """On which answer to an earlier question this one depends."""

    condition = forms.ChoiceField(
        label="Posée seulement si la personne répond",
        required=False,
        help_text="Les questions qui précèdent et dont les réponses sont connues d’avance. Tant que cette réponse "
        "n’est pas donnée, la question ne se pose pas et ne manque pas.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deciding = {question.pk: question for question in may_decide(self.instance)}
        groups = [(str(question), _answers(question)) for question in self.deciding.values()]
        condition: Any = self.fields["condition"]
        condition.choices = [("", ALWAYS), *groups]
        if self.instance.shown_when_id:
            self.initial["condition"] = _code(self.instance.shown_when_id, self.instance.shown_value)

    def clean(self) -> Any:
        values = super().clean()
        if "condition" in self.cleaned_data:
            deciding, _, self.instance.shown_value = self.cleaned_data["condition"].partition("=")
            self.instance.shown_when = self.deciding[int(deciding)] if deciding else None
        return values


@admin.register(Question)
class QuestionAdmin(JournaledPages, SettingsPages, admin.ModelAdmin):
    """The options of a question and its condition; the rest is on the page of its questionnaire."""

    form = ConditionForm
    fields = ["label", "questionnaire", "condition"]
    readonly_fields = ["label", "questionnaire", "settings_told"]
    list_display = ["label", "questionnaire", "kind"]
    list_select_related = ["questionnaire"]
    search_fields = ["label", "questionnaire__name"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who only reads is told the condition in words."""
        return self.fields if self.has_change_permission(request, obj) else [*self.readonly_fields]

    @admin.display(description="réglages")
    def settings_told(self, question: Question) -> str:
        """Its options and its condition, in a few words."""
        return f"{'. '.join(_settings(question))}."

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [OptionInline, JournalInline] if obj and obj.kind in CHOSEN else [JournalInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back to the questionnaire."""
        return HttpResponseRedirect(reverse("admin:questions_questionnaire_change", args=[obj.questionnaire_id]))


def _settings(question: Question) -> list[str]:
    """What the page of a question holds, in a few words."""
    offered = [option.label for option in question.options.all() if not option.withdrawn]
    found = [", ".join(offered) or "Aucune réponse proposée"] if question.kind in CHOSEN else []
    if question.shown_when:
        words = said(question.shown_when, question.shown_value)
        return [*found, f"Posée si l’on répond «{NBSP}{words}{NBSP}» à «{NBSP}{question.shown_when}{NBSP}»"]
    return [*found, ALWAYS]


def _answers(question: Question) -> list[tuple[str, str]]:
    return [(_code(question.pk, value), words) for value, words in question.choices]


def _code(question: int, value: str) -> str:
    return f"{question}={value}"


def _free(value: str, taken: set[str]) -> str:
    numbered = (f"{value}-{number}" for number in range(2, len(taken) + 3))
    return value if value not in taken else next(found for found in numbered if found not in taken)
