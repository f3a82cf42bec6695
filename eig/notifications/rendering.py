"""From a wording with named placeholders to a subject, a text and its HTML."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.template.loader import get_template, render_to_string

from eig.common.text import typeset
from eig.notifications.letters import Letter

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
BUTTON = re.compile(r"^→ (?P<text>.+?)\s*: (?P<url>https?://\S+)$")


@dataclass(frozen=True)
class Wording:
    """A subject and a body, with placeholders; ``said`` is how the rest of the letter is said."""

    subject: str
    body: str
    said: Callable[[str], str] = field(default=str, compare=False, repr=False)

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
    return [name for name in dict.fromkeys(PLACEHOLDER.findall(text)) if name not in letter.examples]


def original(letter: Letter, scope: str = "") -> Wording:
    """The wording shipped with the product, in the words of a scope."""
    found: Any = get_template(f"letters/{letter.key}.txt")
    source = found.template.source
    subject, _, body = said_in(scope)(source).partition("\n")
    return voiced(Wording(subject.strip(), body.strip()), scope)


def said_in(scope: str) -> Callable[[str], str]:
    """How our own sentences are said in a scope."""
    return getattr(scope, "said", str)


def voiced(wording: Wording, scope: str) -> Wording:
    """A wording as it stands, in a letter whose other sentences are said in the words of a scope."""
    return replace(wording, said=said_in(scope))


def render(letter: Letter, wording: Wording, context: Mapping[str, str]) -> Rendered:
    """Fill the placeholders.

    Raises ``KeyError`` when the wording names one that the context lacks.
    """
    subject = " ".join(_fill(wording.subject, context).split())[:200]
    body = _fill(wording.body, context)
    blocks = [_block(part) for part in re.split(r"\n\s*\n", body) if part.strip()]
    page = {
        "subject": subject,
        "blocks": blocks,
        "why": f"Vous recevez cette lettre parce que {wording.said(letter.why)}.",
        "body": body,
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
    }
    text, html = (render_to_string(f"letters/layout.{kind}", page) for kind in ("txt", "html"))
    # The text version is plain text, whatever the engine says: shown in a page, it must be escaped.
    return Rendered(subject, text + "", html, blocks)


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
