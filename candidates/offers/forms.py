"""What the acts on an offer ask for: a reason, a later hour."""

from django import forms

from eig.common.forms import DateTimeInput, EigForm


class ReasonForm(EigForm):
    """Why the coordination acts on somebody's offer."""

    reason = forms.CharField(
        label="Motif",
        help_text="La personne le lira dans le courrier ; il reste au journal.",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class ResignationForm(EigForm):
    """Why one gives up a seat, if one wishes to say it."""

    reason = forms.CharField(
        label="Ce que vous souhaitez nous en dire",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


class ExtensionForm(EigForm):
    """Until when an answer is awaited."""

    expires_at = forms.DateTimeField(label="Nouvelle limite, heure de Paris", widget=DateTimeInput())
