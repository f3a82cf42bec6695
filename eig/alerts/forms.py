"""The forms of subscriptions: the address, whom it is for, which challenges it is told of."""

from typing import Any

from django import forms

from challenges.administrations.states import Region
from eig.alerts.models import Subscription
from eig.alerts.states import Audience
from eig.common.forms import EigForm
from eig.common.vocabulary import SiteText
from eig.promotions.models.profiles import ProfileFamily


class ChoiceForm(EigForm):
    """Which challenges one is told of; nothing chosen means all."""

    mark_optional = False
    families = forms.ModelMultipleChoiceField(
        ProfileFamily.objects.all(),
        label="Profils",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=SiteText("Pour les {challenges} publiés. Sans choix, tous les profils."),
    )
    region = forms.ChoiceField(
        label="Région",
        choices=[("", "Toutes les régions"), *Region.choices],
        required=False,
        help_text=SiteText("Celle de l’administration d’accueil, pour les {challenges} publiés."),
    )

    @staticmethod
    def read(subscription: Subscription) -> dict[str, Any]:
        """The choices of a subscription, as the initial values of the form."""
        return {"families": subscription.families.all(), "region": subscription.region}


class SubscribeForm(ChoiceForm):
    """An address, and what it waits for."""

    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Nous y envoyons d’abord un message, pour vérifier que c’est bien vous.",
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": "Indiquez l’adresse où vous écrire."},
    )
    audience = forms.ChoiceField(
        label="Ce que vous attendez",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites ce que vous attendez."},
    )
    field_order = ["email", "audience", "families", "region"]
