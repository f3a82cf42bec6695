"""The forms by which people set themselves aside from a file, and the coordination examines what links them to it."""

from typing import ClassVar

from django import forms

from eig.common.forms import EigForm, EigModelForm, choice_field
from eig.juries.models.hearings import Sheet
from eig.reviewing.models.conflicts import AbstractConflict


class DeclarationForm(EigForm):
    """What links a person to a file: the nature of the link, among the app's ``KINDS``, then a few words."""

    KINDS: ClassVar[list[tuple[str, str]]]

    kind = forms.ChoiceField(label="Quel est ce lien ?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="En quelques mots",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Dites en quelques mots quel est ce lien."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choice_field(self, "kind").choices = self.KINDS


class LiftForm(EigForm):
    """Why a link does not set a person aside from a file."""

    reason = forms.CharField(
        label="Pourquoi ce lien n’écarte-t-il pas la personne ?", max_length=500, widget=forms.Textarea({"rows": 3})
    )


class ConflictForm(EigModelForm):
    """A conflict of interest that the coordination declares itself."""

    def clean(self) -> dict:
        """Refuse a person who has already marked the file."""
        values = super().clean() or self.cleaned_data
        conflicts: type[AbstractConflict] = self._meta.model
        subject, user = values.get(conflicts.SUBJECT), values.get("user")
        if subject and user and Sheet.objects.filter(hearing__in=conflicts.hearings_of(subject), juror=user).exists():
            self.add_error("user", "Cette personne a déjà noté ce dossier.")
        return values
