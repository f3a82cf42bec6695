"""Questions prepared, and their answers."""

from collections.abc import Sequence

from django import forms

from challenges.review.models.questions import PreparedQuestion
from eig.common.forms import EigForm

NEW = 3


class QuestionsForm(EigForm):
    """The questions not sent yet, and room for others."""

    mark_optional = False

    def __init__(self, *args, questions: Sequence[PreparedQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        for rank, row in enumerate(questions, start=1):
            self.fields[f"question-{row.pk}"] = self._field(f"Question {rank}", row.text)
        for rank in range(1, NEW + 1):
            self.fields[f"new-{rank}"] = self._field(f"Ajouter une question ({rank})", "")

    @staticmethod
    def _field(label: str, text: str) -> forms.CharField:
        area = forms.Textarea({"rows": 3})
        return forms.CharField(label=label, initial=text, max_length=1000, required=False, widget=area)

    @property
    def texts(self) -> dict[int, str]:
        """Number → text of those already prepared."""
        return by_number(self.cleaned_data, "question-")

    @property
    def new(self) -> list[str]:
        """Those added."""
        return [text for name, text in self.cleaned_data.items() if name.startswith("new-") and text]


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

    @property
    def answers(self) -> dict[int, str]:
        """Number of the question → answer."""
        return by_number(self.cleaned_data, "answer-")


def by_number(values: dict, prefix: str) -> dict[int, str]:
    return {int(name.removeprefix(prefix)): text for name, text in values.items() if name.startswith(prefix)}
