"""The eligibility checklist."""

from collections.abc import Mapping
from typing import Any

from django import forms

from challenges.review.hints import LINES
from challenges.review.models.eligibility import EligibilityVerdict
from challenges.review.states import Verdict
from eig.common.forms import EigForm
from eig.common.keeping.answers import ALONE, EMPTY, Answer, Row, Told
from eig.common.vocabulary import SiteText, unsaid


class ChecklistForm(EigForm):
    """A verdict and a note for each line of the checklist; a line left alone stays as it is."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for line in LINES:
            choices = [("", "sans verdict"), *Verdict.choices]
            self.fields[f"{line.key}-value"] = forms.ChoiceField(
                label=SiteText(f"Verdict : {unsaid(line.label)}"), choices=choices, required=False
            )
            self.fields[f"{line.key}-note"] = forms.CharField(
                label=SiteText(f"Précision : {unsaid(line.label)}"), max_length=500, required=False
            )

    def clean(self) -> dict | None:
        """A line that is not in order says why; a note without a verdict would be lost."""
        values: Any = super().clean()
        for line in LINES:
            if values.get(f"{line.key}-value") == Verdict.NOT_OK and not values.get(f"{line.key}-note"):
                self.add_error(f"{line.key}-note", "Dites pourquoi la ligne n’est pas conforme.")
            if values.get(f"{line.key}-note") and not values.get(f"{line.key}-value", "-"):
                self.add_error(f"{line.key}-note", "Une précision accompagne un verdict : choisissez-en un.")
        return values

    def told(self) -> Told:
        """One answer per line, its verdict and its note together; a line to correct is left out."""
        names = {line.key: (f"{line.key}-value", f"{line.key}-note") for line in LINES}
        wrong = set(self.errors)
        right = [line for line in LINES if not wrong & {*names[line.key]}]
        answers = {line.key: self._answer(line.label, *names[line.key]) for line in right}
        return Told({ALONE: Row(answers=answers, whole=not wrong)})

    def _answer(self, label: str, *names: str) -> Answer:
        said = [self.cleaned_data[name] if self.is_bound else self.initial.get(name, "") for name in names]
        value = {name: text for name, text in zip(("value", "note"), said, strict=True) if text}
        words = [str(Verdict(said[0]).label)] if said[0] else []
        return Answer(label, value, " : ".join([*words, *said[1:]]).removesuffix(" : ") or EMPTY)


def verdicts_of(given: Mapping[str, EligibilityVerdict]) -> dict[str, str]:
    """What is stored, as initial values."""
    values = {f"{key}-value": row.value for key, row in given.items()}
    return values | {f"{key}-note": row.note for key, row in given.items()}


def given_in(answers: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Key → (verdict, note), as ``give_verdicts`` takes them."""
    return {key: (answer.get("value", ""), answer.get("note", "")) for key, answer in answers.items()}
