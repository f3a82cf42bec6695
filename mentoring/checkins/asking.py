"""The questions that a form adds to a check-in: their fields, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms

from eig.common.flow import StepRefused
from eig.common.forms import at_home
from eig.questions.fields import field_for, name_of
from eig.questions.forms import initial_of
from eig.questions.models import Question, Response
from eig.questions.reading import Reading
from eig.questions.workflow import save_answers
from mentoring.checkins.models.checkins import CheckIn


@dataclass(frozen=True)
class Answered:
    """A question and what was answered, in words."""

    label: str
    text: str


def questions_of(checkin: CheckIn) -> list[Question]:
    """What is asked besides the usual, in order: at most two queries."""
    questionnaire = checkin.form.questionnaire_id
    if questionnaire is None:
        return []
    rows = Question.objects.filter(questionnaire=questionnaire).prefetch_related("options").order_by("order")
    return Reading(rows, {}).questions


def fields_of(questions: Sequence[Question]) -> dict[str, forms.Field]:
    """One field for each question, of its kind, by name."""
    asked = {question.pk: question for question in questions}
    return {
        name_of(pk): at_home(field_for(question, deciding=asked.get(question.shown_when_id or 0)))
        for pk, question in asked.items()
    }


def lacking(questions: Sequence[Question], texts: Mapping[int, str]) -> list[Question]:
    """The compulsory questions without an answer, among those that these answers make apply."""
    return Reading(questions, texts).missing


def answer(checkin: CheckIn, texts: Mapping[int, str]) -> Response | None:
    """The answers to the questions of the check-in's form, written; nothing when it asks none.

    Raises ``StepRefused`` when a compulsory one is missing.
    """
    questionnaire, questions = checkin.form.questionnaire, questions_of(checkin)
    if questionnaire is None or not questions:
        return None
    if missing := lacking(questions, texts):
        raise StepRefused(f"Il manque une réponse : « {missing[0]} ».")
    response = Response.objects.create(questionnaire=questionnaire)
    save_answers(response, {reply.question.pk: reply.text for reply in Reading(questions, texts).replies})
    return response


def answered(checkin: CheckIn) -> list[Answered]:
    """What was answered to these questions, in order: at most three queries."""
    if checkin.response is None:
        return []
    replies = Reading(questions_of(checkin), checkin.response.texts()).replies
    return [Answered(reply.question.label, reply.said) for reply in replies if reply.text]


def answers_of(checkin: CheckIn) -> dict[str, str]:
    """The same as the values of a form, by name of field: at most one query."""
    return initial_of(checkin.response.texts() if checkin.response else {})
