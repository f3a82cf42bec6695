"""Taking up a challenge of an earlier promotion."""

from typing import Any

from django import forms

from challenges.administrations.models.administrations import Administration
from eig.common.forms import EigForm, model_choice_field
from eig.promotions.models.programmes import Promotion


class ReuseForm(EigForm):
    """The administration and the open call for which an earlier challenge is taken up."""

    administration = forms.ModelChoiceField(
        Administration.objects.none(), label="Administration d’accueil", empty_label=None
    )
    promotion = forms.ModelChoiceField(Promotion.objects.none(), label="Promotion", empty_label=None)

    def __init__(self, *args: Any, administrations: Any, promotions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "administration").queryset = administrations
        model_choice_field(self, "promotion").queryset = promotions
