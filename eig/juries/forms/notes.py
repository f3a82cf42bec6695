"""The form of a juror's own notes."""

from django import forms

from eig.common.forms import EigForm


class NoteForm(EigForm):
    """Notes that their author alone reads."""

    mark_optional = False

    text = forms.CharField(
        label="Mes notes",
        help_text="Pour vous seul : ni le jury, ni la coordination ne les lisent.",
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 8}),
    )
