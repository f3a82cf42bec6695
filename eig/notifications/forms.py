"""The wording of a letter, as staff type it."""

import re
from collections.abc import Iterable

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from eig.common.forms import EigForm
from eig.common.text import plural
from eig.notifications.letters import Letter
from eig.notifications.rendering import PLACEHOLDER, Wording, unknown

BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")


class WordingForm(EigForm):
    """Subject and body. What is not a placeholder of the letter is refused beside its field."""

    subject = forms.CharField(
        label="Objet", max_length=200, error_messages={"required": "Écrivez l’objet du courrier."}
    )
    body = forms.CharField(
        label="Texte",
        max_length=8000,
        widget=forms.Textarea({"rows": 18}),
        error_messages={"required": "Écrivez le texte du courrier."},
        help_text=format_html(
            "Une ligne vide sépare les paragraphes. Pour une liste, chaque ligne commence par un tiret et une espace. "
            "Un bouton, seul dans son paragraphe, s’écrit : <code>{}</code>",
            "→ Voir mon dossier : {{ lien }}",
        ),
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
        known = _named(self.letter.examples)
        if strangers := unknown(text, self.letter):
            count = plural(len(strangers), "repère inconnu", "repères inconnus")
            raise forms.ValidationError(
                format_html("{} : {}. Repères de ce courrier : {}.", count, _named(strangers), known)
            )
        if BRACES.search(PLACEHOLDER.sub("", text)):
            raise forms.ValidationError(
                format_html("Des accolades ne forment pas un repère. Un repère s’écrit exactement ainsi : {}.", known)
            )
        return text


def _named(names: Iterable[str]) -> SafeString:
    """The placeholders as they are written."""
    return format_html_join(", ", "<code>{}</code>", ((f"{{{{ {name} }}}}",) for name in names))
