"""What an administration answers about its public page."""

from django import forms

from eig.common.forms import EigForm


class RemarkForm(EigForm):
    """What to change, in words."""

    remark = forms.CharField(
        label="Ce qu’il faut changer",
        help_text="Dites-le comme vous le diriez à un collègue : la coordination reprend la fiche d’après vos mots.",
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
    )
