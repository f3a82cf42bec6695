"""What the host brings: colleagues and data, as many rows as needed, with or without scripts."""

from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory

from challenges.proposal.forms.base import DraftForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import HostStatus


class HostMemberForm(DraftForm):
    """One colleague."""

    optional = ("function", "status", "contribution")

    name = forms.CharField(
        label="Prénom et nom", max_length=120, error_messages={"required": "Indiquez le nom de cette personne."}
    )
    function = forms.CharField(label="Fonction", max_length=150, required=False)
    status = forms.ChoiceField(label="Statut", choices=[("", "Choisir un statut"), *HostStatus.choices], required=False)
    share = forms.IntegerField(
        label="Part de son temps, en %",
        min_value=1,
        max_value=100,
        help_text="Par exemple : 50 pour un mi-temps.",
        error_messages={"required": "Indiquez la part de temps, de 1 à 100."},
    )
    contribution = forms.CharField(
        label="Contribution",
        max_length=300,
        required=False,
        help_text="Ce que cette personne apporte à l’équipe.",
        widget=forms.Textarea({"rows": 2}),
    )


class DatasetForm(DraftForm):
    """One set of data; its steps are said or not according to whether it is within reach: they are kept together."""

    together = (("accessible", "steps"),)

    name = forms.CharField(
        label="Jeu de données",
        max_length=200,
        help_text="Ce qu’il contient et qui le produit.",
        error_messages={"required": "Nommez ce jeu de données."},
    )
    accessible = forms.BooleanField(label="Déjà accessible à l’équipe", required=False)
    steps = forms.CharField(
        label="Démarches pour y accéder",
        max_length=500,
        required=False,
        help_text="Seulement s’il n’est pas encore accessible : à qui le demander, dans quel délai.",
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Steps are said as long as the data is out of reach, and forgotten once it is not."""
        values = self.cleaned_data
        if values.get("accessible"):
            values["steps"] = ""
        elif not values.get("steps") and "steps" not in self.errors:
            self.add_error("steps", "Dites comment accéder à ces données, ou cochez « Déjà accessible ».")
        return values


class RowFormSet(BaseFormSet):
    """Rows that can be added, taken away and moved up; those left blank are ignored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": "ligne"})
        self.extra = max(len(self.initial or []), 1)

    def initial_form_count(self) -> int:
        """Zero: every row, even a stored one, may be left blank."""
        return 0

    def rows(self) -> list[dict[str, Any]]:
        """The rows that were filled in, in order."""
        return [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]

    def typed(self) -> list[dict[str, Any]]:
        """What was typed, valid or not, as initial values for another set of rows."""
        return [{name: form[name].data for name in form.fields} for form in self.forms]


class DatasetRows(RowFormSet):
    """Rows of data, which must have different names."""

    def clean(self) -> None:
        names = [row["name"] for row in self.rows() if "name" in row]
        if len(set(names)) < len(names):
            raise forms.ValidationError("Deux jeux de données ont le même nom : distinguez-les, ou retirez-en un.")


HostTeamFormSet = cast(
    "type[RowFormSet]", formset_factory(HostMemberForm, formset=RowFormSet, extra=0, max_num=12, absolute_max=12)
)
DatasetFormSet = cast(
    "type[DatasetRows]", formset_factory(DatasetForm, formset=DatasetRows, extra=0, max_num=20, absolute_max=20)
)


def rearranged(rows: list[dict[str, Any]], act: str, index: str) -> list[dict[str, Any]]:
    """Rows after « ajouter », « retirer » or « monter »: ``add``, ``remove`` or ``up``, and which row, as sent.

    Any other act leaves them as they are.
    """
    if act == "add":
        return [*rows, {}]
    place = int(index) if index.isdecimal() else len(rows)
    if act == "remove":
        return [row for number, row in enumerate(rows) if number != place]
    if act == "up" and 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return rows


def host_team_of(challenge: Challenge) -> list[dict[str, Any]]:
    """What is stored, as initial values."""
    return [
        {name: getattr(member, name) for name in HostMemberForm.base_fields} for member in challenge.host_members.all()
    ]


def datasets_of(challenge: Challenge) -> list[dict[str, Any]]:
    """What is stored, as initial values."""
    return [{name: getattr(dataset, name) for name in DatasetForm.base_fields} for dataset in challenge.datasets.all()]
