"""The coordination's forms: why an application is set aside, the decision prepared, the hour of a publication."""

from django import forms

from candidates.application.states import Verdict
from eig.common.forms import DateTimeInput, EigForm


class SetAsideForm(EigForm):
    """Why an application goes no further."""

    reason = forms.CharField(
        label="Motif",
        help_text="Gardé au dossier et au journal. Il n’est pas dans le courrier, mais la personne peut le demander.",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class VerdictForm(EigForm):
    """A decision to announce later; none forgets the former one."""

    verdict = forms.ChoiceField(
        label="Décision à annoncer",
        choices=[*Verdict.choices, ("", "aucune décision pour l’instant")],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Motif",
        help_text="Pour le dossier et le journal : il n’est jamais envoyé.",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class PublicationForm(EigForm):
    """When to publish: at once when ``due_at`` is left empty."""

    due_at = forms.DateTimeField(
        label="Publier le, heure de Paris",
        help_text="Laissez vide pour publier tout de suite. Jusqu’à cette heure, la publication peut être annulée.",
        required=False,
        widget=DateTimeInput(),
    )
