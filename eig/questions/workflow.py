"""Writing answers, and copying what is asked."""

from collections.abc import Mapping
from typing import Any

from eig.questions.models import Answer, Option, Question, Questionnaire, Response


def save_answers(response: Response, texts: Mapping[int, str]) -> None:
    """Write the given texts (question number → text) over the former ones: one query."""
    Answer.objects.bulk_create(
        [Answer(response=response, question_id=pk, text=text.strip()) for pk, text in texts.items()],
        update_conflicts=True,
        unique_fields=["response", "question"],
        update_fields=["text"],
    )


def copy_questions(source: Questionnaire, copy: Questionnaire) -> None:
    """Give an empty questionnaire the questions of another, with their options and conditions: five queries."""
    questions = list(source.questions.prefetch_related("options"))
    options = [option for question in questions for option in question.options.all()]
    copied = {
        question.pk: _twin(question, questionnaire=copy, shown_when=None, shown_value="") for question in questions
    }
    Question.objects.bulk_create(copied.values())
    Option.objects.bulk_create(_twin(option, question=copied[option.question_id]) for option in options)
    for question in questions:
        if question.shown_when_id is not None:
            twin = copied[question.pk]
            twin.shown_when, twin.shown_value = copied[question.shown_when_id], question.shown_value
    Question.objects.bulk_update(copied.values(), ["shown_when", "shown_value"])


def _twin(row: Any, **changes: object) -> Any:
    fields = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    twin = type(row)(**fields)
    for name, value in changes.items():
        setattr(twin, name, value)
    return twin
