"""What the coordination types to take a step."""

from django import forms
from django.core.exceptions import ValidationError

from eig.common import clock
from eig.common.forms import DateTimeInput, EigForm

LONG = forms.Textarea({"rows": 6})
IN_LETTER = "Ce texte est envoyé tel quel aux auteurs, aussitôt : écrivez-le pour eux."


class CorrectionForm(EigForm):
    """What to correct, and before when."""

    reason = forms.CharField(label="Ce qui est à corriger", help_text=IN_LETTER, max_length=3000, widget=LONG)
    due_at = forms.DateTimeField(
        label="À corriger avant",
        help_text="Heure de Paris. Passé cette heure, le dossier se referme.",
        widget=DateTimeInput,
    )

    def clean_due_at(self):
        """Refuse a deadline that is not in the future."""
        due_at = self.cleaned_data["due_at"]
        if due_at <= clock.now():
            raise ValidationError("Cette date est déjà passée : choisissez un instant à venir.")
        return due_at


class ReopenForm(EigForm):
    """Until when one file opens again, and why."""

    until = forms.DateTimeField(
        label="Rouvert jusqu’au",
        help_text="Heure de Paris. À cet instant, le dossier se referme, déposé ou non.",
        widget=DateTimeInput,
    )
    reason = forms.CharField(label="Motif", help_text=IN_LETTER, max_length=1000, widget=LONG)

    def clean_until(self):
        """Refuse an end that is not in the future."""
        until = self.cleaned_data["until"]
        if until <= clock.now():
            raise ValidationError("Cette date est déjà passée : choisissez un instant à venir.")
        return until


class SetAsideForm(EigForm):
    """Why the challenge goes no further."""

    reason = forms.CharField(label="Motif", help_text=IN_LETTER, max_length=3000, widget=LONG)
