"""What a form says, answer by answer: what was typed when it is bound, else what is stored."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, ChoiceField, Field, TypedChoiceField
from django.utils.choices import flatten_choices

from eig.common.dates import full_instant, long_day
from eig.common.keeping.version import Marks, mark

EMPTY = "(vide)"
ALONE = ""
"""The name of the only row of a form that has none."""


@dataclass(frozen=True)
class Answer:
    """One answer: its label, its value for the verb, and its words."""

    label: str
    value: Any
    text: str

    @property
    def mark(self) -> str:
        """The mark of its value."""
        return mark(self.value)


@dataclass
class Row:
    """Answers that go together; ``whole`` is false when one of them cannot be stored as it was typed."""

    label: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    whole: bool = True

    @property
    def values(self) -> dict[str, Any]:
        """The values for the verb, by field."""
        return {name: answer.value for name, answer in self.answers.items()}

    @property
    def text(self) -> str:
        """All its answers in words, one per line."""
        return "\n".join(f"{answer.label} : {answer.text}" for answer in self.answers.values())


@dataclass
class Told:
    """What a form says. Not ``sure``: a row could not be named, so one that is absent may only be unfinished."""

    rows: dict[str, Row]
    sure: bool = True

    @property
    def marks(self) -> Marks:
        """The version of what the form says; answers left blank have no mark."""
        return {
            key: {name: answer.mark for name, answer in row.answers.items() if answer.mark}
            for key, row in self.rows.items()
        }


def alone(form: BaseForm) -> Told:
    """What a form without rows says; invalid answers are left out."""
    return Told({ALONE: row_of(form)})


def row_of(form: BaseForm, label: str = "") -> Row:
    """The valid answers of a form. Fields that its ``together`` binds are left out as soon as one is invalid."""
    wrong = set(form.errors)
    for group in getattr(form, "together", ()):
        if wrong & set(group):
            wrong |= set(group)
    if "__all__" in wrong:
        wrong |= set(form.fields)
    answers = {name: _answer(form, name, field) for name, field in form.fields.items() if name not in wrong}
    return Row(label, answers, whole=not wrong)


def in_rows(blocks: BaseFormSet, named: Callable[[BaseForm, Mapping[str, Any]], tuple[str, str]]) -> Told:
    """What a set of blocks says; ``named`` gives a row's name and label from its values, no name when it has none yet.

    Nothing is said of any row when the rows contradict each other.
    """
    refused = blocks.is_bound and bool(blocks.non_form_errors())
    told = Told({}, sure=not refused)
    for block in blocks.forms:
        if not _filled(block):
            continue
        row = row_of(block)
        name, row.label = named(block, row.values)
        if refused or not name:
            told.sure = False
        else:
            told.rows[_free(name, told.rows)] = row
    return told


def ticks(choices: Iterable[tuple[Any, str]], ticked: Iterable[Any]) -> Told:
    """Boxes to tick, each one an answer of its own: (number, sentence), and the numbers that are ticked."""
    chosen = set(ticked)
    answers = {str(pk): Answer(text, pk in chosen, "oui" if pk in chosen else "non") for pk, text in choices}
    return Told({ALONE: Row(answers=answers)})


def text_of(value: Any) -> str:
    """A form's value in words."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if value is None or value == "":
        return EMPTY
    if isinstance(value, datetime):
        return full_instant(value)
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, str | int | float | Decimal | Model):
        return str(value)
    return ", ".join(str(choice) for choice in value) or EMPTY


def chosen(field: Field, value: Any) -> Any:
    """The words of a choice rather than its code, those of a field that ``said`` its own; any other value as it is."""
    if own := getattr(field, "said", None):
        return own(value)
    if type(field) not in (ChoiceField, TypedChoiceField):
        return value
    choices: Any = cast("ChoiceField", field).choices
    named: list[Any] = list(flatten_choices(choices))
    return next((label for code, label in named if str(code) == str(value)), value)


def _answer(form: BaseForm, name: str, field: Field) -> Answer:
    value = form.cleaned_data.get(name) if form.is_bound else form.get_initial_for_field(field, name)
    return Answer(str(field.label), value, text_of(chosen(field, value)))


def _filled(block: BaseForm) -> bool:
    if not block.is_bound:
        return any(map(mark, block.initial.values()))
    return bool(block.errors or block.cleaned_data) and not block.cleaned_data.get("DELETE")


def _free(name: str, taken: Mapping[str, Row]) -> str:
    """The name itself, else with a number: two colleagues may have the same."""
    number = 1
    while (free := name if number == 1 else f"{name} ({number})") in taken:
        number += 1
    return free
