"""The words that settings choose (« défi », « mentor »…), and how our own sentences are said with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

from django.conf import settings
from django.forms import BaseForm, ChoiceField
from django.utils.functional import Promise

NAMED = re.compile(r"\{(?P<name>[A-Za-z]+)\}")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a promotion, or of the site: in lower case, masculine, with a consonant first.

    ``sponsor`` is the mentor from the hierarchy. ``fellow`` and ``fellows``, the people recruited, may be any name:
    our sentences say them without an article, or after « les », « des », « vos ».
    """

    challenge: str
    challenges: str
    mentor: str
    mentors: str
    sponsor: str
    sponsors: str
    fellow: str
    fellows: str

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "Vocabulary":
        """The vocabulary that some settings name."""
        return cls(**{field.name: words[field.name] for field in fields(cls)})

    def said(self, text: str | Promise) -> str:
        """A sentence of ours: ``{challenge}`` is said in these words, ``{Challenge}`` with a capital.

        A ``SiteText`` is said again from its source. Other braces are left alone; what somebody typed is never given.
        """
        source = str(getattr(text, "source", text))
        return NAMED.sub(self._word, source) if "{" in source else source

    def speak(self, form: BaseForm) -> None:
        """Say a form's labels, helps, refusals and choices in these words, typed values apart."""
        for field in form.fields.values():
            field.label, field.help_text = self._again(field.label), self._again(field.help_text)
            field.error_messages = {key: self._again(text) for key, text in field.error_messages.items()}
            if isinstance(choices := getattr(field, "choices", None), list):
                cast("ChoiceField", field).choices = [(value, self._again(label)) for value, label in choices]

    def _word(self, match: re.Match) -> str:
        name = match["name"]
        word = getattr(self, name.lower(), None)
        if word is None:
            return match[0]
        return word if name.islower() else word[:1].upper() + word[1:]

    def _again(self, text: Any) -> Any:
        return self.said(text) if isinstance(text, SiteText) else text


SITE = Vocabulary.of(settings.SITE_WORDS)
"""What is said where no promotion chooses: model labels, and pages that span promotions."""


def words_of(thing: Any) -> Vocabulary:
    """The words in use about something: its own ``words``, of its promotion; else those of the site."""
    found = getattr(thing, "words", None)
    return found if isinstance(found, Vocabulary) else SITE


class SiteText(str):
    """A sentence of ours, said with the words of the site until a promotion says it again from its ``source``.

    Migrations keep the source, so that another choice of words asks for none.
    """

    source: str

    def __new__(cls, source: str) -> "SiteText":
        text = super().__new__(cls, SITE.said(source))
        text.source = source
        return text

    def deconstruct(self) -> tuple[str, list[str], dict]:
        """How a migration writes it."""
        return "eig.common.vocabulary.SiteText", [self.source], {}


def unsaid(text: str) -> str:
    """A sentence of ours with the names of its words, to be kept and said later; any other text as it is."""
    return getattr(text, "source", text)


def capitalized(text: str) -> str:
    """A sentence with a capital; one of ours can still be said with other words."""
    if not isinstance(text, SiteText):
        return text[:1].upper() + text[1:]
    named = text.source.startswith("{")
    return SiteText("{" * named + text.source[named : named + 1].upper() + text.source[named + 1 :])
