"""What a promotion calls a « défi » and a « mentor », and how our own sentences are said with its words."""

import re
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms import BaseForm, ChoiceField
from django.utils.functional import Promise

# A masculine word that begins with a consonant takes the place of « défi » in any sentence: « ce », « du », « d’un »
# and the agreements stay right. The h is left out, for it may be mute.
WORD = r"^[bcdfgjklmnpqrstvwxzç][^0-9A-Z<>{}&\"«»,;:.!?/\\|]*$"
FEMININE = re.compile(r"^\w+(tion|sion|euse|trice|ette|ance|ence|ante|ente|ude|esse)s?\b")
SHAPE = RegexValidator(
    WORD, "Écrivez un mot en minuscules, qui commence par une consonne (h excepté), sans chiffre ni ponctuation."
)
FOUND = re.compile(
    # Placeholders of letters and what an attribute names are code, not sentences.
    r"\{\{.*?\}\}"
    r"|\b(?:class|id|href|src|for|name|value|action|type|aria-(?:labelledby|describedby|controls)|data-[\w-]+)"
    r"=\"[^\"]*\""
    r"|(?<![\w#/.=@-])(?P<word>défi|mentor)(?P<many>s?)(?![\w=@·-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Vocabulary:
    """The four words of a promotion, in lower case."""

    challenge: str = "défi"
    challenges: str = "défis"
    mentor: str = "mentor"
    mentors: str = "mentors"

    def said(self, text: str) -> str:
        """A sentence of ours with the words of the promotion: never to be given what somebody typed."""
        return text if self == USUAL else FOUND.sub(self._replaced, str(text))

    def speak(self, form: BaseForm) -> None:
        """Say a form's labels, helps, refusals and choices with the words of the promotion, typed values apart."""
        if self == USUAL:
            return
        for field in form.fields.values():
            field.label = self._maybe(field.label)
            field.help_text = self._maybe(field.help_text)
            field.error_messages = {key: self._maybe(text) for key, text in field.error_messages.items()}
            if isinstance(choices := getattr(field, "choices", None), list):
                cast("ChoiceField", field).choices = [(value, self._maybe(label)) for value, label in choices]

    def _replaced(self, match: re.Match) -> str:
        word = match["word"]
        if word is None:
            return match[0]
        ours = ("challenge" if word[0] in "dD" else "mentor") + ("s" if match["many"] else "")
        return _cased(word, getattr(self, ours))

    def _maybe(self, text: object) -> Any:
        """Only sentences: a field may be labelled by nothing, and choices may be grouped."""
        return self.said(str(text)) if isinstance(text, str | Promise) else text


USUAL = Vocabulary()


def _cased(word: str, other: str) -> str:
    """The other word with the capitals of the first."""
    if word.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if word[0].isupper() else other


def validate_word(word: str) -> None:
    """Raise ``ValidationError`` when our sentences would go wrong with this word."""
    SHAPE(word)
    if FEMININE.search(word):
        raise ValidationError("Ce mot semble féminin : les phrases du site disent « un », « ce », « du » devant lui.")
