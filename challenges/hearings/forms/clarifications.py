"""A juror's question, and what becomes of it."""

from django import forms

from eig.common.forms import EigForm

FOUR_LINES = {"rows": 4}


class AskForm(EigForm):
    """A juror's question about a file, asked before the hearing."""

    question = forms.CharField(
        label="Votre question",
        help_text="La coordination peut la reformuler. Les porteurs ne sauront pas qui la pose.",
        max_length=1000,
        widget=forms.Textarea(FOUR_LINES),
        error_messages={"required": "Écrivez votre question."},
    )


class ForwardForm(EigForm):
    """The wording of the question that the authors will read; left empty, the juror's own."""

    question = forms.CharField(
        label="Question transmise",
        help_text="Laissez vide pour la transmettre telle que le juré l’a écrite. Son nom n’est jamais donné.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(FOUR_LINES),
    )


class AnswerForm(EigForm):
    """The answer to a question, which the whole jury will read."""

    answer = forms.CharField(
        label="Votre réponse",
        help_text="Tous les membres du jury la liront, sur la page du dossier.",
        max_length=3000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Écrivez la réponse."},
    )


class CloseForm(EigForm):
    """Why a question is closed without an answer; the juror who asked it reads this."""

    reason = forms.CharField(
        label="Motif",
        help_text="Le juré qui a posé la question le lira tel quel, aussitôt.",
        max_length=1000,
        widget=forms.Textarea(FOUR_LINES),
    )
