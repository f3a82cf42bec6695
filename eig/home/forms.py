"""What the assembly asks."""

from django import forms

from eig.common.forms import EigForm


class SeeingForm(EigForm):
    """Why one looks at the site as somebody else."""

    reason = forms.CharField(
        label="Pourquoi ?",
        help_text="Par exemple : elle ne trouve pas où déposer sa correction. Ce motif s’inscrit au journal.",
        max_length=300,
    )
