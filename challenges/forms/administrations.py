"""Finding one's administration, or adding it."""

from django import forms

from challenges.states import AdministrationKind
from eig.common.forms import EigForm


class FindForm(EigForm):
    """A search by name."""

    mark_optional = False
    q = forms.CharField(
        label="Nom de votre administration",
        max_length=250,
        required=False,
        help_text="Quelques lettres suffisent, avec ou sans accents.",
    )


class AdministrationForm(EigForm):
    """An administration that nobody has added yet."""

    name = forms.CharField(
        label="Nom complet",
        max_length=250,
        help_text="Tel qu’il paraît sur votre site ou vos courriers, sans sigle seul.",
        error_messages={"required": "Indiquez le nom de votre administration."},
    )
    kind = forms.ChoiceField(label="Nature", choices=AdministrationKind)
    town = forms.CharField(
        label="Ville", max_length=100, error_messages={"required": "Indiquez la ville où se trouve ce service."}
    )
