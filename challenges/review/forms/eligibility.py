"""The eligibility checklist."""

from typing import Any

from django import forms

from challenges.review.hints import LINES
from challenges.review.states import Verdict
from eig.common.forms import EigForm


class ChecklistForm(EigForm):
    """A verdict and a note for each line of the checklist; a line left alone stays as it is."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for line in LINES:
            choices = [("", "sans verdict"), *Verdict.choices]
            self.fields[f"{line.key}-value"] = forms.ChoiceField(
                label=f"Verdict : {line.label}", choices=choices, required=False
            )
            self.fields[f"{line.key}-note"] = forms.CharField(
                label=f"Précision : {line.label}", max_length=500, required=False
            )

    def clean(self) -> dict | None:
        """A line that is not in order says why."""
        values: Any = super().clean()
        for line in LINES:
            if values.get(f"{line.key}-value") == Verdict.NOT_OK and not values.get(f"{line.key}-note"):
                self.add_error(f"{line.key}-note", "Dites pourquoi la ligne n’est pas conforme.")
        return values

    @property
    def verdicts(self) -> dict[str, tuple[str, str]]:
        """Key → (verdict, note), as ``give_verdicts`` takes them."""
        values = self.cleaned_data
        return {line.key: (values[f"{line.key}-value"], values[f"{line.key}-note"]) for line in LINES}
