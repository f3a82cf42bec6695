"""The columns of an export."""

from collections.abc import Sequence

from django import forms

from eig.common.forms import EigForm, choice_field


class ColumnsForm(EigForm):
    """Which columns to export; those of ``ticked`` are chosen at first."""

    columns = forms.MultipleChoiceField(
        label="Colonnes",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une colonne."},
    )

    def __init__(self, *args, choices: Sequence[tuple[str, str]], ticked: Sequence[str], **kwargs):
        super().__init__(*args, initial={"columns": ticked}, **kwargs)
        choice_field(self, "columns").choices = choices
