"""The form that books the hearing of a candidate."""

from django import forms

from candidates.application.forms import grouped
from candidates.application.models.applications import Application
from challenges.proposal.models.positions import Position
from eig.common.forms import DateTimeInput, EigForm, choice_field, model_choice_field
from eig.juries.models.juries import Jury


class MoveForm(EigForm):
    """When the person is heard instead."""

    starts_at = forms.DateTimeField(label="Nouveau début, heure de Paris", widget=DateTimeInput())


class CancelForm(EigForm):
    """Why a hearing is called off."""

    reason = forms.CharField(
        label="Motif",
        help_text="La personne le lira dans le courrier.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class InterviewForm(EigForm):
    """For which position, before which jury, when."""

    position = forms.ModelChoiceField(Position.objects.none(), label="Poste", empty_label="Choisissez un poste")
    jury = forms.ModelChoiceField(Jury.objects.none(), label="Jury", empty_label="Choisissez un jury")
    starts_at = forms.DateTimeField(label="Début, heure de Paris", widget=DateTimeInput())
    minutes = forms.IntegerField(label="Durée en minutes", min_value=10, max_value=180, initial=40)

    def __init__(self, application: Application, *args, **kwargs):
        super().__init__(*args, **kwargs)
        promotion = application.promotion
        positions = Position.objects.open_to_wishes(promotion)
        model_choice_field(self, "position").queryset = positions
        choice_field(self, "position").choices = [("", "Choisissez un poste"), *grouped(positions)[1:]]
        model_choice_field(self, "jury").queryset = Jury.objects.filter(promotion=promotion, stage="candidate")
