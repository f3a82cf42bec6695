"""The one reader of answers: which questions apply, what each answer says, what is missing, in which parts.

An answer is stored as one text: what was written, the value of an option (one a line when there are several), a number
with its point, a day as 2020-03-31, « oui » or « non », the step of a scale or of a face, an address.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import groupby

from eig.common.dates import long_day
from eig.common.text import NBSP, NNBSP
from eig.questions.models import Question, Questionnaire, Response
from eig.questions.states import CHOSEN, Kind

LINE = "\n"


@dataclass(frozen=True)
class Reply:
    """A question that applies, and the text of its answer, empty for none."""

    question: Question
    text: str

    @property
    def said(self) -> str:
        """The answer in words."""
        return said(self.question, self.text)

    @property
    def address(self) -> str:
        """Where the answer leads, for a link."""
        return self.text if self.question.kind == Kind.LINK else ""

    @property
    def is_missing(self) -> bool:
        """Whether it is compulsory and blank."""
        return self.question.required and not self.text


@dataclass(frozen=True)
class Part:
    """Consecutive questions under one heading: one page, numbered from 1 in its questionnaire."""

    number: int
    title: str
    replies: list[Reply]

    @property
    def questions(self) -> list[Question]:
        """Its questions, without what was answered."""
        return [reply.question for reply in self.replies]


class Reading:
    """The questions of a questionnaire, in order, read with the texts of some answers, by question number.

    No query when the questions came with their options.
    """

    def __init__(self, questions: Iterable[Question], texts: Mapping[int, str]) -> None:
        self.questions = [question for question in questions if question.is_ready]
        self.texts = texts

    @cached_property
    def replies(self) -> list[Reply]:
        """The questions that apply, each with its answer."""
        shown: dict[int, str] = {}
        for question in self.questions:
            if question.shown_when_id is None or self._holds(question, shown):
                shown[question.pk] = self.texts.get(question.pk, "")
        return [Reply(question, shown[question.pk]) for question in self.questions if question.pk in shown]

    @property
    def missing(self) -> list[Question]:
        """The compulsory questions that apply and have no answer, in order."""
        return [reply.question for reply in self.replies if reply.is_missing]

    def parts(self, untitled: str) -> list[Part]:
        """The replies by heading, those without one under ``untitled``. A part keeps its number when others go."""
        shown = {reply.question.pk: reply for reply in self.replies}
        groups = groupby(self.questions, key=lambda question: question.section)
        found = [
            Part(number, title or untitled, [shown[question.pk] for question in group if question.pk in shown])
            for number, (title, group) in enumerate(groups, start=1)
        ]
        return [part for part in found if part.replies]

    def page(self, number: int) -> list[Question]:
        """The questions of a part that a page shows: those that apply, and those that an answer of the page may add."""
        groups = groupby(self.questions, key=lambda question: question.section)
        mine = next((list(group) for rank, (_, group) in enumerate(groups, start=1) if rank == number), [])
        return list(self._askable(mine))

    def _askable(self, mine: list[Question]) -> Iterator[Question]:
        shown, asked = {reply.question.pk for reply in self.replies}, set[int]()
        for question in mine:
            if question.pk in shown or question.shown_when_id in asked:
                asked.add(question.pk)
                yield question

    def _holds(self, question: Question, shown: Mapping[int, str]) -> bool:
        text = shown.get(question.shown_when_id or 0, "")
        return question.shown_value in text.split(LINE)


def reading_of(questionnaire: Questionnaire | None, response: Response | None) -> Reading:
    """What a response says; no query when both came with their questions, options and answers."""
    texts = {answer.question_id: answer.text for answer in response.answers.all()} if response else {}
    return Reading(questionnaire.questions.all() if questionnaire else [], texts)


def said(question: Question, text: str) -> str:
    """An answer in words: a text as it is, a choice by its label, a number or a day as French writes it."""
    if not text:
        return ""
    if question.kind in CHOSEN:
        labels = dict(question.choices)
        return ", ".join(labels.get(value, value) for value in text.split(LINE))
    if question.kind == Kind.NUMBER:
        return _number(text)
    if question.kind == Kind.DATE:
        return _day(text)
    if question.kind == Kind.SCALE:
        return f"{text} sur{NBSP}{question.maximum}"
    return dict(question.choices).get(text, text)


def _number(text: str) -> str:
    try:
        return f"{Decimal(text):,f}".replace(",", NNBSP).replace(".", ",")
    except InvalidOperation:
        return text


def _day(text: str) -> str:
    try:
        return long_day(date.fromisoformat(text))
    except ValueError:
        return text
