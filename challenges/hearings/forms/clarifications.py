"""A juror's question, and what becomes of it."""

from django import forms

from eig.common.forms import EigForm

FOUR_LINES = {"rows": 4}


class AskForm(EigForm):
    """What the file leaves open."""

    question = forms.CharField(
        label="Votre question",
        help_text="La coordination peut la reformuler. Les porteurs ne sauront pas qui la pose.",
        max_length=1000,
        widget=forms.Textarea(FOUR_LINES),
        error_messages={"required": "Écrivez votre question."},
    )


class ForwardForm(EigForm):
    """The wording that the authors will read."""

    question = forms.CharField(
        label="Question transmise",
        help_text="Laissez vide pour la transmettre telle que le juré l’a écrite. Son nom n’est jamais donné.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(FOUR_LINES),
    )


class AnswerForm(EigForm):
    """What the jury will read."""

    answer = forms.CharField(
        label="Votre réponse",
        help_text="Tous les membres du jury la liront, sur la page du dossier.",
        max_length=3000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Écrivez la réponse."},
    )


class CloseForm(EigForm):
    """Why the question goes no further."""

    reason = forms.CharField(
        label="Motif",
        help_text="Le juré qui a posé la question le lira tel quel, aussitôt.",
        max_length=1000,
        widget=forms.Textarea(FOUR_LINES),
    )
