"""The questions that a form adds to a check-in: their fields, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from eig.common.flow import StepRefused
from eig.questions.models import Question, Response
from eig.questions.workflow import save_answers
from mentoring.checkins.models.checkins import CheckIn

PREFIX = "question_"


@dataclass(frozen=True)
class Answered:
    """A question and what was answered; empty when nothing was."""

    label: str
    text: str


def questions_of(checkin: CheckIn) -> list[Question]:
    """What is asked besides the usual, in order: at most one query."""
    questionnaire = checkin.form.questionnaire_id
    return list(Question.objects.filter(questionnaire=questionnaire).order_by("order")) if questionnaire else []


def fields_of(questions: Sequence[Question]) -> dict[str, forms.Field]:
    """One field for each question, by name."""
    return {f"{PREFIX}{question.pk}": _field(question) for question in questions}


def texts_of(values: Mapping[str, Any]) -> dict[int, str]:
    """Question number → text, out of what a form was sent."""
    return {int(name.removeprefix(PREFIX)): text for name, text in values.items() if name.startswith(PREFIX)}


def answer(checkin: CheckIn, texts: Mapping[int, str]) -> Response | None:
    """The answers to the questions of the check-in's form, written; nothing when it asks none.

    Raises ``StepRefused`` when a compulsory one is missing.
    """
    questionnaire, questions = checkin.form.questionnaire, questions_of(checkin)
    if questionnaire is None or not questions:
        return None
    if lacking := [question for question in questions if question.required and not texts.get(question.pk, "").strip()]:
        raise StepRefused(f"Il manque une réponse : « {lacking[0]} ».")
    response = Response.objects.create(questionnaire=questionnaire)
    known = {question.pk for question in questions}
    save_answers(response, {pk: text for pk, text in texts.items() if pk in known})
    return response


def answered(checkin: CheckIn) -> list[Answered]:
    """What was answered to these questions, in order: at most one query."""
    if checkin.response is None:
        return []
    rows = checkin.response.answers.exclude(text="").select_related("question").order_by("question__order")
    return [Answered(str(row.question), row.text) for row in rows]


def answers_of(checkin: CheckIn) -> dict[str, str]:
    """The same as the values of a form, by name of field: at most one query."""
    texts = checkin.response.texts() if checkin.response else {}
    return {f"{PREFIX}{pk}": text for pk, text in texts.items()}


def _field(question: Question) -> forms.Field:
    rows = min(8, max(2, question.lines // 2))
    return forms.CharField(
        label=question.label,
        help_text=question.help,
        required=question.required,
        max_length=question.max_chars,
        widget=forms.Textarea({"rows": rows}),
    )
