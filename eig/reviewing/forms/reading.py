"""Who reads a file, and what they advise."""

from django import forms
from django.db.models import QuerySet

from eig.accounts.models import User
from eig.common.forms import EigForm, model_choice_field
from eig.reviewing.states import Advice

INTERNAL = "Interne : ni les auteurs des dossiers ni les jurys ne la lisent."


def readers() -> QuerySet[User]:
    """To whom files may be handed: the coordination and the outside readers, by name."""
    teams = User.objects.filter(is_active=True, is_staff=True, groups__name__in=["coordination", "outside_readers"])
    return teams.distinct().order_by("last_name", "first_name", "pk")


class ReaderForm(EigForm):
    """To whom files are handed."""

    reader = forms.ModelChoiceField(label="Lecteur ou lectrice", queryset=User.objects.none(), empty_label="Choisissez")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        model_choice_field(self, "reader").queryset = readers()


class AdviceForm(EigForm):
    """What a reader recommends, and why."""

    together = (("advice", "note"),)
    advice = forms.ChoiceField(label="Votre avis", choices=Advice.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Votre note",
        help_text=INTERNAL,
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
