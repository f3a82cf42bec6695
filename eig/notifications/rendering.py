"""From a wording with named placeholders to a subject, a text and its HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils.text import capfirst

from eig.common.text import typeset
from eig.common.vocabulary import SITE, Vocabulary, words_of
from eig.notifications.letters import Letter

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
WORD = re.compile(r"\{\{\s*words\.(?P<name>\w+)(?P<capital>\|capfirst)?\s*\}\}")
WORDS = {field.name for field in fields(Vocabulary)}
BUTTON = re.compile(r"^→ (?P<text>.+?)\s*: (?P<url>https?://\S+)$")


@dataclass(frozen=True)
class Wording:
    """A subject and a body, with placeholders; ``words`` are those that the letter is said with."""

    subject: str
    body: str
    words: Vocabulary = field(default=SITE, compare=False, repr=False)

    def unknown(self, letter: Letter) -> list[str]:
        """The placeholders that the letter does not define, in order of appearance."""
        return unknown(self.subject + "\n" + self.body, letter)


@dataclass(frozen=True)
class Rendered:
    """A letter ready to leave."""

    subject: str
    text: str
    html: str
    blocks: list[dict]


def unknown(text: str, letter: Letter) -> list[str]:
    """The placeholders of a text that the letter does not define, in order of appearance."""
    lost = [f"words.{name}" for name, _ in WORD.findall(text) if name not in WORDS]
    return [name for name in dict.fromkeys([*PLACEHOLDER.findall(text), *lost]) if name not in letter.examples]


def original(letter: Letter, scope: str = "") -> Wording:
    """The wording shipped with the product: in the words of a promotion, or with their names where it is for all."""
    found: Any = get_template(f"letters/{letter.key}.txt")
    source = found.template.source
    subject, _, body = (_worded(source, words_of(scope)) if scope else source).partition("\n")
    return voiced(Wording(subject.strip(), body.strip()), scope)


def voiced(wording: Wording, scope: str) -> Wording:
    """A wording as it stands, in a letter whose other sentences are said in the words of a scope."""
    return replace(wording, words=words_of(scope))


def render(letter: Letter, wording: Wording, context: Mapping[str, str]) -> Rendered:
    """Fill the placeholders.

    Raises ``KeyError`` when the wording names one that the context lacks.
    """
    subject = " ".join(_fill(_worded(wording.subject, wording.words), context).split())[:200]
    body = _fill(_worded(wording.body, wording.words), context)
    blocks = [_block(part) for part in re.split(r"\n\s*\n", body) if part.strip()]
    page = {
        "subject": subject,
        "blocks": blocks,
        "why": f"Vous recevez cette lettre parce que {wording.words.said(letter.why)}.",
        "body": body,
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
    }
    text, html = (render_to_string(f"letters/layout.{kind}", page) for kind in ("txt", "html"))
    # The text version is plain text, whatever the engine says: shown in a page, it must be escaped.
    return Rendered(subject, text + "", html, blocks)


def _worded(text: str, words: Vocabulary) -> str:
    """The text with ``{{ words.challenge }}`` said, with a capital after ``|capfirst``; wrong names stay to be seen."""

    def said(match: re.Match) -> str:
        word = getattr(words, match["name"], match[0])
        return capfirst(word) if match["capital"] else word

    return WORD.sub(said, text)


def _fill(template: str, context: Mapping[str, str]) -> str:
    """Only the wording makes buttons: what people typed must not become one in a letter of ours."""
    return typeset(PLACEHOLDER.sub(lambda match: str(context[match[1]]).replace("→", "–"), template))


def _block(part: str) -> dict:
    """One block of the HTML: a button, a list or a paragraph."""
    lines = [line.strip() for line in part.strip().splitlines()]
    if button := BUTTON.match(lines[0].replace("\u00a0", " ")):
        return {"kind": "button", "text": button["text"], "url": button["url"]}
    if all(line.startswith("- ") for line in lines):
        return {"kind": "list", "items": [line[2:] for line in lines]}
    return {"kind": "p", "lines": lines}
