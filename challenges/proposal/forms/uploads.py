"""Files sent while drafting."""

from django import forms

from challenges.proposal.forms.base import DraftForm
from challenges.proposal.rules.drafting import DECK_PAGES, SIMULATION_PAGES

MISSING = {"required": "Choisissez un fichier PDF.", "empty": "Ce fichier est vide."}


def _pdf() -> forms.FileInput:
    return forms.FileInput({"accept": ".pdf,application/pdf"})


class DeckForm(DraftForm):
    """The presentation of the challenge, in PDF."""

    deck = forms.FileField(
        label="Votre présentation",
        help_text=f"Un PDF de {DECK_PAGES} pages au plus, 10 Mo au plus.",
        widget=_pdf(),
        error_messages=MISSING,
    )


class SimulationForm(DraftForm):
    """The pay simulation, in PDF."""

    simulation = forms.FileField(
        label="Votre simulation de paie",
        help_text=f"Un PDF de {SIMULATION_PAGES} pages au plus, 10 Mo au plus.",
        widget=_pdf(),
        error_messages=MISSING,
    )
