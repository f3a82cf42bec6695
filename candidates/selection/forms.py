"""The form of one ranked list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from candidates.application.models.applications import Application
from eig.common.forms import EigForm


class RanksForm(EigForm):
    """The rank of each person of a list, none for those who are not on it; ``added`` names one more."""

    mark_optional = False
    added = forms.CharField(label="Ajouter une personne", required=False)

    def __init__(self, applications: Iterable[Application], choices: Mapping[str, int], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = [application.pk for application in applications]
        self.choices = choices
        for number in self.numbers:
            self.fields[f"rank_{number}"] = forms.IntegerField(min_value=1, max_value=999, required=False)

    def clean_added(self) -> int | None:
        """The application whose name was chosen in the suggestions."""
        name = self.cleaned_data["added"].strip()
        if not name:
            return None
        if name not in self.choices:
            raise forms.ValidationError(
                "Choisissez une personne parmi les suggestions : elle doit être présélectionnée."
            )
        return self.choices[name]

    def clean(self) -> dict | None:
        data: Any = super().clean()
        ranks = [rank for number in self.numbers if (rank := data.get(f"rank_{number}"))]
        if twice := sorted({rank for rank in ranks if ranks.count(rank) > 1}):
            raise forms.ValidationError(f"Deux personnes ont le rang {twice[0]} : départagez-les.")
        return data

    def order(self) -> list[int]:
        """The applications in their order, the added one last."""
        data = self.cleaned_data
        ranked = sorted((rank, number) for number in self.numbers if (rank := data.get(f"rank_{number}")))
        order = [number for _, number in ranked]
        added = data.get("added")
        return [*order, added] if added and added not in order else order
