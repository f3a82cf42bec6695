"""The forms of the questions prepared by the coordination, and of the authors' answers."""

import re
from collections.abc import Mapping, Sequence

from django import forms

from challenges.review.models.questions import PreparedQuestion
from eig.common.forms import EigForm
from eig.common.keeping.answers import Answer, Row, Told

NEW = 3
PREPARED = "question-"
SHOWN = re.compile(r"question-\d{1,18}")


class QuestionsForm(EigForm):
    """The questions not sent yet, and room for others."""

    mark_optional = False

    def __init__(self, *args, questions: Sequence[PreparedQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        texts = {f"{PREPARED}{row.pk}": row.text for row in questions}
        # What a page showed and is no longer waiting is still read: it may have been reworded there.
        sent = [name for name in self.data if SHOWN.fullmatch(name)]
        for rank, name in enumerate(dict.fromkeys([*texts, *sent]), start=1):
            self.fields[name] = self._field(f"Question {rank}", texts.get(name, ""))
        for rank in range(1, NEW + 1):
            self.fields[f"new-{rank}"] = self._field(f"Ajouter une question ({rank})", "")

    @staticmethod
    def _field(label: str, text: str) -> forms.CharField:
        area = forms.Textarea({"rows": 3})
        return forms.CharField(label=label, initial=text, max_length=1000, required=False, widget=area)

    def told(self) -> Told:
        """One row per question, known by its number; an empty one is taken away, or was never asked."""
        told, wrong = Told({}), set(self.errors)
        for name, field in self.fields.items():
            key, label = name.removeprefix(PREPARED), str(field.label)
            text = self.cleaned_data.get(name, "") if self.is_bound else field.initial
            if name in wrong:
                told.rows[key] = Row(label, whole=False)
            elif text:
                told.rows[key] = Row(label, {"text": Answer("Texte", text, text)})
        return told


class AnswersForm(EigForm):
    """The authors' answers, one for each question sent."""

    mark_optional = False

    def __init__(self, *args, questions: Sequence[PreparedQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        for row in questions:
            area = forms.Textarea({"rows": 6})
            self.fields[f"answer-{row.pk}"] = forms.CharField(
                label=row.text, initial=row.answer, max_length=4000, required=False, widget=area
            )


def answers_in(values: Mapping[str, str]) -> dict[int, str]:
    """Number of the question → answer, as ``answer_questions`` takes them."""
    return {int(name.removeprefix("answer-")): text for name, text in values.items()}
