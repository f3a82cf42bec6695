"""What may still be changed once people have answered, or while other questions depend on an answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Length

from eig.common.text import plural
from eig.questions.models import Answer, Option, Question
from eig.questions.reading import LINE
from eig.questions.states import DECIDING, WRITTEN, Kind


def refused_deletions(questions: Iterable[Question]) -> list[str]:
    """A sentence for each question that may not be deleted, because someone answered it: one query."""
    questions = list(questions)
    answered = Answer.objects.filter(question__in=questions).order_by().values("question")
    counts = dict(answered.annotate(count=Count("pk")).values_list("question", "count"))
    return [
        f"La question « {question} » a déjà {plural(counts[question.pk], 'réponse')} : elle ne peut plus être "
        "supprimée. Rendez-la facultative, ou reformulez-la sans en changer le sens."
        for question in questions
        if question.pk in counts
    ]


def refused_limits(questions: Iterable[Question]) -> list[str]:
    """A sentence for each question whose limit would cut an answer already written: one query."""
    questions = [question for question in questions if question.kind in WRITTEN]
    answers = Answer.objects.filter(question__in=questions).order_by().values("question")
    longest = dict(answers.annotate(longest=Max(Length("text"))).values_list("question", "longest"))
    return [
        f"La question « {question} » a une réponse de {plural(longest[question.pk], 'caractère')} : "
        "sa limite ne peut pas descendre au-dessous."
        for question in questions
        if question.max_chars and longest.get(question.pk, 0) > question.max_chars
    ]


def refused_kinds(questions: Iterable[Question]) -> list[str]:
    """A sentence for each question whose kind may not change: answered, or deciding of another. Two queries."""
    questions = list(questions)
    answered = set(_written(questions).values_list("question", flat=True))
    deciding = set(Question.objects.filter(shown_when__in=questions).values_list("shown_when", flat=True))
    return [
        f"La question « {question} » a déjà des réponses : sa nature ne change plus. Ajoutez plutôt une question."
        if question.pk in answered
        else f"Une autre question se pose selon la réponse à « {question} » : sa nature ne change pas."
        for question in questions
        if question.pk in answered or question.pk in deciding
    ]


def refused_bounds(questions: Iterable[Question]) -> list[str]:
    """A sentence for each question whose bounds would leave out an answer, or one that decides of another. Two queries.

    ``questions`` carry the bounds that are wanted.
    """
    bounded = {question.pk: question for question in questions if question.kind in (Kind.NUMBER, Kind.SCALE)}
    given = _given(bounded.values())
    outside = {pk for pk, text in given if bounded[pk].leaves_out(Decimal(text))}
    return [
        f"La question « {bounded[pk]} » a déjà des réponses, ou des questions qui en dépendent, hors de ces bornes."
        for pk in bounded
        if pk in outside
    ]


def refused_orders(orders: Mapping[Question, int], gone: Collection[Question]) -> Iterator[str]:
    """A sentence for each question that would no longer come after the one that decides of it. No query.

    ``orders`` are the ranks wanted for those that stay, read with ``shown_when``; ``gone`` are those taken away.
    """
    for question, order in orders.items():
        deciding = question.shown_when
        if deciding is not None and deciding in gone:
            yield f"« {question} » se pose selon la réponse à « {deciding} », qui ne peut donc pas être supprimée."
        elif deciding is not None and orders.get(deciding, order) >= order:
            yield f"« {question} » se pose selon la réponse à « {deciding} » : elle vient après elle."


def refused_options(options: Collection[Option]) -> list[str]:
    """A sentence for each option that may not be deleted: given, or deciding of a question. Two queries."""
    used: dict[int, set[str]] = defaultdict(set)
    for pk, text in _given(option.question_id for option in options):
        used[pk].update(text.split(LINE))
    return [
        f"La réponse « {option} » a déjà été donnée, ou une autre question en dépend : elle ne se supprime pas. "
        "Cochez « retirée » pour ne plus la proposer."
        for option in options
        if option.value in used[option.question_id]
    ]


def may_decide(question: Question) -> list[Question]:
    """The questions on whose answer another may depend: earlier ones, whose answers are known. Two queries."""
    earlier = Question.objects.filter(questionnaire=question.questionnaire_id, order__lt=question.order)
    return list(earlier.filter(kind__in=DECIDING).prefetch_related("options"))


def _written(questions: Iterable[Question] | Iterable[int]) -> QuerySet[Answer]:
    return Answer.objects.filter(question__in=list(questions)).exclude(text="").order_by()


def _given(questions: Iterable[Question] | Iterable[int]) -> list[tuple[int, str]]:
    """The answers that were given to some questions, or that decide of others: (question number, text). Two queries."""
    asked: list[Any] = list(questions)
    answers = list(_written(asked).values_list("question", "text").distinct())
    deciding = Question.objects.filter(shown_when__in=asked).values_list("shown_when", "shown_value")
    return answers + [(pk, value) for pk, value in deciding if pk is not None]
