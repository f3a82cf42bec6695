"""Forms to pass one’s files to a colleague, and to confirm a membership."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from challenges.administrations.models.administrations import Membership
from eig.common.forms import EigForm, label_rows, model_choice_field


class ColleagueForm(EigForm):
    """The choice of the colleague who takes one's files over."""

    to = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Collègue",
        empty_label="Choisissez une personne",
        error_messages={"required": "Choisissez la personne à qui vous passez la main."},
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "to").queryset = colleagues
        label_rows(model_choice_field(self, "to"), lambda membership: f"{membership.user} ({membership.user.email})")


class WelcomeForm(EigForm):
    """Whether confirming a person also lets in everybody who has the same mail domain."""

    welcome = forms.BooleanField(
        label="Accueillir désormais sans vérification les adresses du même domaine",
        required=False,
        help_text="À ne cocher que si ce domaine n’appartient qu’à cette administration.",
    )
