"""One form field for each kind of question. Its value is the text that is stored, whatever its widget shows."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import URLValidator

from eig.common.forms import DateInput
from eig.common.text import NBSP, NNBSP
from eig.questions.models import Question
from eig.questions.reading import LINE, said
from eig.questions.states import CHOSEN, Kind

NAME = "question-"
MOST_ROWS = 14
LINK_CHARS = 200
OPTIONAL = " (facultatif)"
NO_ANSWER = ("", "Sans réponse")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")
HTTPS = "Écrivez une adresse complète, qui commence par https://."


def name_of(question: int) -> str:
    """The name of the field of a question, by its number: « question-12 »."""
    return f"{NAME}{question}"


class AnswerField(forms.Field):
    """What each field of an answer is besides its widget: it knows its question, and says its value in words."""

    question: Question
    deciding: Question | None

    def said(self, value: Any) -> str:
        """The value as pages tell it."""
        return said(self.question, value or "")

    @property
    def condition(self) -> tuple[str, str] | None:
        """The field and its value that make it asked, when they are on the same page."""
        return (name_of(self.deciding.pk), self.question.shown_value) if self.deciding else None

    @property
    def condition_text(self) -> str:
        """The condition, for who reads without scripts; empty without one."""
        if self.deciding is None:
            return ""
        words = said(self.deciding, self.question.shown_value)
        return f"Seulement si vous répondez «{NBSP}{words}{NBSP}» à «{NBSP}{self.deciding.label}{NBSP}»."


class FacesSelect(forms.RadioSelect):
    """Radio buttons, each with its face."""


class TextField(AnswerField, forms.CharField):
    """A text, short or long."""


class ChoiceField(AnswerField, forms.ChoiceField):
    """One answer among a few: its stored value."""


class SeveralField(AnswerField, forms.MultipleChoiceField):
    """Several answers, one a line in the order in which they are proposed."""

    def prepare_value(self, value: Any) -> Any:
        return value.split(LINE) if isinstance(value, str) and value else value or []

    def clean(self, value: Any) -> Any:
        ticked = super().clean(value)
        return LINE.join(code for code, _ in self._offered() if code in ticked)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def _offered(self) -> list[tuple[str, str]]:
        choices: Any = self.choices
        return list(choices)


class NumberField(AnswerField, forms.CharField):
    """A number within its bounds, typed with a comma or a point."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value).replace(",", ".")
        for space in (" ", NBSP, NNBSP):
            typed = typed.replace(space, "")
        return self._number(typed) if typed else ""

    def prepare_value(self, value: Any) -> Any:
        return value.replace(".", ",") if isinstance(value, str) else value

    def _number(self, typed: str) -> str:
        if not NUMBER.fullmatch(typed):
            raise forms.ValidationError("Écrivez un nombre, avec deux chiffres au plus après la virgule.")
        if self.question.leaves_out(number := Decimal(typed)):
            raise forms.ValidationError(f"Écrivez un nombre {_bounds(self.question)}.")
        return f"{number:f}".rstrip("0").rstrip(".") if "." in typed else f"{number:f}"


class DayField(AnswerField, forms.DateField):
    """A day, stored as 2020-03-31."""

    default_error_messages = {"invalid": "Écrivez une date, par exemple 31/03/2020."}

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return day.isoformat() if isinstance(day, date) else ""


class LinkField(AnswerField, forms.URLField):
    """An address of the web, which is never fetched."""

    default_validators = [URLValidator(schemes=["https"], message=HTTPS)]
    default_error_messages = {"invalid": HTTPS}


def field_for(
    question: Question, *, kept: str = "", deciding: Question | None = None, compulsory: bool = False
) -> AnswerField:
    """The field of a question. ``kept`` is the answer stored now: one withdrawn since is still offered for it.

    ``deciding`` is the question of the same page on whose answer it depends. ``compulsory``: a blank answer to a
    question that must be answered is refused at once, as no draft would.
    """
    field = BUILT[Kind(question.kind)](question, kept)
    field.question, field.deciding = question, deciding
    field.label = question.label if question.required else f"{question.label}{OPTIONAL}"
    field.help_text = " ".join(filter(None, [field.condition_text, question.help, _limit(question)]))
    field.required = field.widget.is_required = compulsory and question.required and deciding is None
    return field


def accepts(question: Question, text: str) -> bool:
    """Whether a text could be stored as the answer of a question."""
    field = field_for(question)
    try:
        return field.clean(field.prepare_value(text)) == text
    except forms.ValidationError:
        return False


def _limit(question: Question) -> str:
    if question.kind == Kind.NUMBER and (question.minimum, question.maximum) != (None, None):
        return f"Un nombre {_bounds(question)}."
    return f"{question.limit_text}." if question.limit_text else ""


def _bounds(question: Question) -> str:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return f"de {low} à {high}"
    return f"d’au moins {low}" if high is None else f"d’au plus {high}"


def _text(question: Question, kept: str) -> AnswerField:
    return TextField(max_length=question.max_chars, widget=forms.TextInput())


def _long_text(question: Question, kept: str) -> AnswerField:
    rows = min(MOST_ROWS, question.lines + 2)
    return TextField(max_length=question.max_chars, widget=forms.Textarea({"rows": rows}))


def _choice(question: Question, kept: str, widget: type[forms.RadioSelect] = forms.RadioSelect) -> AnswerField:
    """Radio buttons; one that may be left without an answer says so, because a radio button cannot be unticked."""
    blank = [] if question.required else [NO_ANSWER]
    sentence = "Choisissez une des réponses proposées."
    choices = [*blank, *_offered(question, kept)]
    return ChoiceField(choices=choices, widget=widget, error_messages={"invalid_choice": sentence})


def _several(question: Question, kept: str) -> AnswerField:
    return SeveralField(
        choices=_offered(question, kept),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choisissez parmi les réponses proposées."},
    )


def _offered(question: Question, kept: str) -> list[tuple[str, str]]:
    if question.kind not in CHOSEN:
        return question.choices
    held = kept.split(LINE)
    return [
        (option.value, option.label)
        for option in question.options.all()
        if not option.withdrawn or option.value in held
    ]


def _number(question: Question, kept: str) -> AnswerField:
    return NumberField(max_length=20, widget=forms.TextInput({"inputmode": "decimal"}))


def _day(question: Question, kept: str) -> AnswerField:
    return DayField(widget=DateInput())


def _link(question: Question, kept: str) -> AnswerField:
    return LinkField(max_length=LINK_CHARS, assume_scheme="https")


def _faces(question: Question, kept: str) -> AnswerField:
    return _choice(question, kept, FacesSelect)


BUILT = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.ONE_CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.YES_NO: _choice,
    Kind.SCALE: _choice,
    Kind.FACES: _faces,
    Kind.LINK: _link,
}
