"""The wording of a letter, as staff type it."""

import re

from django import forms

from eig.common.forms import EigForm
from eig.common.text import plural
from eig.notifications.letters import Letter
from eig.notifications.rendering import PLACEHOLDER, Wording, unknown

BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
MEANINGS: dict[str, str] = {}


class WordingForm(EigForm):
    """Subject and body. What is not a placeholder of the letter is refused beside its field."""

    subject = forms.CharField(label="Objet", max_length=200)
    body = forms.CharField(
        label="Texte",
        max_length=8000,
        widget=forms.Textarea({"rows": 18}),
        help_text="Une ligne vide sépare les paragraphes. Pour une liste, chaque ligne commence par un tiret et une "
        "espace. Un bouton, seul dans son paragraphe, s’écrit « → Voir mon dossier : {{ lien }} ».",
    )

    def __init__(self, letter: Letter, *args, **kwargs):
        self.letter = letter
        super().__init__(*args, **kwargs)

    @property
    def wording(self) -> Wording:
        """What was typed, once valid."""
        return Wording(self.cleaned_data["subject"], self.cleaned_data["body"])

    def clean_subject(self):
        return self._checked(self.cleaned_data["subject"])

    def clean_body(self):
        return self._checked(self.cleaned_data["body"])

    def _checked(self, text: str) -> str:
        known = ", ".join(f"{{{{ {name} }}}}" for name in self.letter.examples)
        if strangers := unknown(text, self.letter):
            names = ", ".join(f"{{{{ {name} }}}}" for name in strangers)
            count = plural(len(strangers), "repère inconnu", "repères inconnus")
            raise forms.ValidationError(f"{count} : {names}. Repères de ce courrier : {known}.")
        if BRACES.search(PLACEHOLDER.sub("", text)):
            raise forms.ValidationError(
                f"Des accolades ne forment pas un repère. Un repère s’écrit exactement ainsi : {known}."
            )
        return text
