"""The form of some questions of a questionnaire: on a page of a file, in a check-in, in a survey."""

from collections.abc import Iterable, Mapping
from typing import Any

from eig.common.forms import EigForm, at_home
from eig.questions.fields import NAME, field_for, name_of
from eig.questions.models import Question
from eig.questions.reading import Reading


class QuestionsForm(EigForm):
    """One field for each question, of its kind. ``reading`` is what is stored of the whole questionnaire.

    A draft may be incomplete; with ``compulsory``, what must be answered is refused when it is blank, as far as its
    condition holds.
    """

    mark_optional = False

    def __init__(
        self, *args: Any, reading: Reading, questions: Iterable[Question], compulsory: bool = False, **kwargs: Any
    ) -> None:
        self.reading, self.compulsory = reading, compulsory
        super().__init__(*args, **{"initial": initial_of(reading.texts), **kwargs})
        asked = {question.pk: question for question in questions}
        for pk, question in asked.items():
            kept, deciding = reading.texts.get(pk, ""), asked.get(question.shown_when_id or 0)
            field = field_for(question, kept=kept, deciding=deciding, compulsory=compulsory)
            self.fields[name_of(pk)] = at_home(field)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if self.compulsory:
            after = Reading(self.reading.questions, {**self.reading.texts, **texts_of(values)})
            for name in (name_of(question.pk) for question in after.missing):
                if name in self.fields and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return values


def initial_of(texts: Mapping[int, str]) -> dict[str, str]:
    """What is stored, by name of field."""
    return {name_of(pk): text for pk, text in texts.items()}


def texts_of(values: Mapping[str, Any]) -> dict[int, str]:
    """The texts by question number, from values by name of field."""
    return {int(name.removeprefix(NAME)): text for name, text in values.items() if name.startswith(NAME)}
