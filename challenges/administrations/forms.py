"""Forms to find one’s administration, or to add it."""

from typing import Any

from django import forms

from challenges.administrations.models.administrations import check_siret
from challenges.administrations.states import AdministrationKind, Region
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


class SiretField(forms.CharField):
    """Fourteen digits, written with or without spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, validators=[check_siret], **kwargs)

    def to_python(self, value: Any) -> str:
        """The number without its spaces."""
        return "".join(str(super().to_python(value)).split())


class AdministrationForm(EigForm):
    """What is asked of whoever adds an administration."""

    name = forms.CharField(
        label="Nom complet",
        max_length=250,
        help_text="Tel qu’il paraît sur votre site ou vos courriers, sans sigle seul.",
        error_messages={"required": "Indiquez le nom de votre administration."},
    )
    kind = forms.ChoiceField(label="Nature", choices=AdministrationKind)
    ministry = forms.CharField(
        label="Ministère de rattachement",
        max_length=150,
        required=False,
        help_text="Laissez vide si votre administration ne dépend d’aucun ministère.",
    )
    town = forms.CharField(
        label="Ville", max_length=100, error_messages={"required": "Indiquez la ville où se trouve ce service."}
    )
    region = forms.ChoiceField(
        label="Région",
        choices=[("", "Choisissez une région"), *Region.choices],
        error_messages={"required": "Choisissez la région où se trouve ce service."},
    )
    siret = SiretField(
        label="SIRET",
        required=False,
        help_text="Quatorze chiffres. Il retrouve votre administration si elle est déjà connue.",
    )
