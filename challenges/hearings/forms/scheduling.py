"""The form that plans or moves the hearing of a challenge."""

from django import forms

from challenges.proposal.models.challenges import Challenge
from eig.common.forms import DateTimeInput, EigForm, label_rows, model_choice_field
from eig.common.vocabulary import SiteText
from eig.juries.models.juries import Jury
from eig.promotions.states import Stage


class HearingForm(EigForm):
    """Which jury hears a challenge, from what hour, for how many minutes."""

    jury = forms.ModelChoiceField(label="Jury", queryset=Jury.objects.none(), empty_label="Choisissez un jury")
    starts_at = forms.DateTimeField(
        label="Début de l’audition",
        help_text=SiteText(
            "Heure de Paris. Les auteurs et les {mentors} opérationnels reçoivent aussitôt un courrier."
        ),
        widget=DateTimeInput,
    )
    minutes = forms.IntegerField(label="Durée (minutes)", min_value=10, max_value=240, initial=40)

    def __init__(self, *args, challenge: Challenge, **kwargs):
        hearing = challenge.hearing
        initial = (
            {"jury": hearing.jury_id, "starts_at": hearing.starts_at, "minutes": hearing.minutes} if hearing else {}
        )
        super().__init__(*args, initial=initial, **kwargs)
        juries = Jury.objects.filter(promotion=challenge.promotion_id, stage=Stage.CHALLENGE)
        model_choice_field(self, "jury").queryset = juries.order_by("meets_at", "name")
        label_rows(model_choice_field(self, "jury"), lambda jury: f"{jury} – {jury.half_day}")
