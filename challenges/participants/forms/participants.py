"""Inviting someone to take part in a file, and what they may do there."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from challenges.administrations.rules import is_professional_domain
from challenges.participants.states import RIGHT_SENTENCES
from challenges.proposal.states import Right, StakeholderKind
from eig.accounts.models import User
from eig.common.forms import EigForm, label_rows, model_choice_field
from eig.common.vocabulary import SiteText, capitalized

RIGHTS = [(right.value, f"{right.label.capitalize()} : {RIGHT_SENTENCES[right].lower()}") for right in Right]
NO_ROLE = SiteText("Aucun rôle de {mentor} ni de contact : rédiger ou relire")


class InvitationForm(EigForm):
    """Whom to invite, in which role, with which right, and a word to join to the letter."""

    name = forms.CharField(
        label="Prénom et nom", max_length=120, error_messages={"required": "Indiquez le nom de cette personne."}
    )
    email = forms.EmailField(
        label="Adresse électronique professionnelle",
        help_text="La personne devra créer son compte, ou se connecter, avec cette adresse.",
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={"required": "Indiquez l’adresse professionnelle de cette personne."},
    )
    kind = forms.ChoiceField(
        label=SiteText("Rôle dans le {challenge}"),
        required=False,
        choices=[("", NO_ROLE), *((kind.value, capitalized(kind.label)) for kind in StakeholderKind)],
    )
    right = forms.ChoiceField(
        label="Ce que cette personne pourra faire",
        choices=RIGHTS,
        widget=forms.RadioSelect,
        initial=Right.READ,
        error_messages={"required": "Choisissez ce que cette personne pourra faire."},
    )
    word = forms.CharField(
        label="Un mot de votre part",
        max_length=500,
        required=False,
        help_text="Il sera joint au courrier d’invitation.",
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_email(self) -> str:
        """A professional address, in lower case."""
        email = self.cleaned_data["email"].lower()
        if not is_professional_domain(email.rpartition("@")[2]):
            raise forms.ValidationError("Indiquez une adresse professionnelle, pas celle d’une messagerie personnelle.")
        return email

    def clean(self) -> dict[str, Any]:
        """Require a role of whoever is invited as a mere contact."""
        values = super().clean() or self.cleaned_data
        if values.get("right") == Right.CONTACT and not values.get("kind"):
            self.add_error("kind", "Un simple contact a un rôle : choisissez lequel.")
        return values


class RightForm(EigForm):
    """What a participant may do from now on."""

    right = forms.ChoiceField(label="Ce que cette personne peut faire", choices=RIGHTS, widget=forms.RadioSelect)


class HeirForm(EigForm):
    """The choice of who will write the file instead of its present author."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Personne qui écrira le dossier",
        empty_label="Choisissez une personne",
        error_messages={"required": "Choisissez la personne à qui vous passez la main."},
    )

    def __init__(self, *args: Any, heirs: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "to").queryset = heirs
        label_rows(model_choice_field(self, "to"), lambda user: f"{user} ({user.email})")
