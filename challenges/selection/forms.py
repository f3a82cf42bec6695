"""What the coordination types to choose."""

from typing import Any

from django import forms

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Decision
from eig.common import clock
from eig.common.forms import DateTimeInput, EigForm, EigModelForm, model_choice_field
from eig.common.vocabulary import SiteText
from eig.promotions.models.programmes import Promotion


class DecisionForm(EigForm):
    """The decision prepared on one row of the board, with its reason."""

    decision = forms.ChoiceField(choices=[("", "aucune"), *Decision.choices], required=False)
    reason = forms.CharField(max_length=2000, required=False)


class OrderForm(EigForm):
    """When the decisions leave: now, or at an hour."""

    when = forms.ChoiceField(
        label="Quand publier ?",
        choices=[("now", "Maintenant"), ("later", "À une heure choisie")],
        initial="now",
        widget=forms.RadioSelect,
    )
    due_at = forms.DateTimeField(
        label="Heure de publication",
        help_text="Heure de Paris. Jusque-là, la publication peut être annulée.",
        widget=DateTimeInput,
        required=False,
    )

    def clean(self) -> dict | None:
        """Refuse to publish later without an hour, or at one already past."""
        values: Any = super().clean()
        if values.get("when") == "later" and "due_at" not in self.errors:
            if not values.get("due_at"):
                self.add_error("due_at", "Donnez le jour et l’heure de la publication.")
            elif values["due_at"] <= clock.now():
                self.add_error("due_at", "Cette heure est déjà passée : choisissez une heure à venir.")
        return values


class LinkForm(EigModelForm):
    """The transversal team, created by the coordination."""

    class Meta:
        model = Challenge
        fields = ["promotion", "administration", "title"]
        help_texts = {
            "title": SiteText(
                "« {fellow} Link » : l’équipe transversale, inscrite comme retenue sans passer devant un jury."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        model_choice_field(self, "promotion").queryset = Promotion.objects.order_by("-starts_on", "name")
