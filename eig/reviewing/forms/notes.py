"""The form of an internal note."""

from django import forms

from eig.common.forms import EigForm


class NoteForm(EigForm):
    """What the coordination writes for itself."""

    mark_optional = False
    text = forms.CharField(
        label="Note interne",
        help_text="Pour la coordination seule : ni les auteurs du dossier, ni les jurys, ni les lecteurs ne la lisent. "
        "Elle reste, datée et signée.",
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
    )
