"""The form of « Voir comme »."""

from django import forms

from eig.common.forms import EigForm


class SeeingForm(EigForm):
    """The reason to see the site as another person, kept in the journal."""

    reason = forms.CharField(
        label="Pourquoi ?",
        help_text="Par exemple : elle ne trouve pas où déposer sa correction. Ce motif s’inscrit au journal.",
        max_length=300,
    )
