"""The forms of jury seats: the coordination invites or replaces, the juror answers and signs; and that of a jury."""

from collections.abc import Sequence

from django import forms

from eig.common.forms import EigForm, EigFormMixin, choice_field
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import HalfDay, Jury, JurySeat


class InviteForm(EigForm):
    """A juror to name, known or not."""

    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Si la personne n’a pas de compte, il est ouvert à cette adresse : elle se connecte par un code.",
    )
    first_name = forms.CharField(label="Prénom", max_length=150, required=False)
    last_name = forms.CharField(label="Nom", max_length=150, required=False)
    rapporteur = forms.BooleanField(
        label="Rapporteur du jury",
        help_text="Saisit la fiche commune. Un jury en a un seul : cette personne remplace le précédent.",
        required=False,
    )


class AnswerForm(EigForm):
    """The half-days on which a juror can sit; ``offered`` are those of the promotion."""

    half_days = forms.MultipleChoiceField(
        label="Quand pouvez-vous siéger ?",
        help_text="Cochez toutes les demi-journées possibles : la coordination pourra ainsi équilibrer les jurys.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une demi-journée ; si aucune ne convient, déclinez l’invitation."},
    )

    def __init__(self, *args, offered: Sequence[HalfDay], **kwargs):
        super().__init__(*args, **kwargs)
        choice_field(self, "half_days").choices = [(half_day.code, str(half_day)) for half_day in offered]


class DeclineForm(EigForm):
    """Why a juror declines, and who could sit in their place."""

    reason = forms.CharField(
        label="Un mot pour la coordination",
        help_text="Elle seule le lira.",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    substitute_name = forms.CharField(
        label="Qui pourrait siéger à votre place ?",
        help_text="Prénom et nom. Assurez-vous d’abord que la personne est d’accord pour que nous lui écrivions.",
        required=False,
        max_length=300,
    )
    substitute_email = forms.EmailField(label="Son adresse électronique", required=False)

    def clean(self) -> dict:
        """A name needs an address: it is how one writes to the person."""
        values = super().clean() or self.cleaned_data
        if (
            values.get("substitute_name")
            and not values.get("substitute_email")
            and "substitute_email" not in self.errors
        ):
            self.add_error("substitute_email", "Donnez l’adresse de cette personne, pour que nous puissions l’inviter.")
        return values


class CharterForm(EigForm):
    """The signature of the charter."""

    signed = forms.BooleanField(label="J’ai lu cette charte et je m’engage à la respecter.")


class ReplaceForm(EigForm):
    """Who is invited in someone's place."""

    email = forms.EmailField(label="Adresse électronique")
    first_name = forms.CharField(label="Prénom", max_length=150, required=False)
    last_name = forms.CharField(label="Nom", max_length=150, required=False)

    @staticmethod
    def read(seat: JurySeat) -> dict:
        """The substitute that the juror proposed, as initial values."""
        first, _, last = seat.substitute_name.partition(" ")
        return {"email": seat.substitute_email, "first_name": first, "last_name": last}


class JuryForm(EigFormMixin, forms.ModelForm):
    """A jury; its place must be free at the hours of its hearings."""

    mark_optional = False

    class Meta:
        model = Jury
        fields = ["promotion", "stage", "round", "name", "meets_at", "place"]

    def clean_round(self) -> int:
        """Refuse another round once the jury has hearings: their sheets follow its criteria."""
        wanted = self.cleaned_data["round"]
        if self.instance.pk and "round" in self.changed_data and self.instance.hearings.exists():
            raise forms.ValidationError("Des auditions sont déjà fixées devant ce jury : son tour ne change plus.")
        return wanted

    def clean_place(self) -> str:
        """Refuse a room, or a link, where another jury hears at one of the same hours."""
        place = self.cleaned_data["place"].strip()
        if self.instance.pk and Hearing.objects.taking(place, self.instance).exists():
            raise forms.ValidationError("Cette salle, ou ce lien, sert déjà ailleurs à l’une de ces heures.")
        return place
