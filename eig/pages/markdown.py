"""From what the coordination types to the site's HTML: Markdown without HTML, images nor foreign schemes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from eig.common.text import typeset

ADDRESS = re.compile(r"(https?://|mailto:|/(?!/)|#)", re.IGNORECASE)
"""What a link may begin with: elsewhere on the web, a mailbox, here."""
DEEPEST = 6


@dataclass(frozen=True)
class Part:
    """A stretch of HTML; under a question of a page of questions, else as it comes."""

    html: SafeString
    question: str = ""
    anchor: str = ""


@dataclass
class Text:
    """A page ready to be shown: its parts, and its headings of the second level as « anchor → words »."""

    parts: list[Part] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)


def reader() -> MarkdownIt:
    """Tables and struck-out words besides the common ground; no HTML, no image."""
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    made.validateLink = lambda url: bool(ADDRESS.match(url))  # type: ignore[method-assign]  # the hook that it documents
    return made


READER = reader()


def read(body: str, questions: bool = False) -> Text:
    """Typeset a text. With ``questions``, each heading of the third level opens an answer to unfold."""
    tokens = READER.parse(body)
    text = Text(headings=_dress(tokens))
    text.parts = list(_parts(tokens, questions))
    return text


def _dress(tokens: Sequence[Token]) -> dict[str, str]:
    """Give headings their level and anchor, tables and callouts their look, words their spacing."""
    headings: dict[str, str] = {}
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following:
            _lower(token)
            words = "".join(child.content for child in following.children or [])
            anchor = _anchor(words, headings)
            token.attrSet("id", anchor)
            headings[anchor] = words if token.tag == "h2" else ""
        elif token.type == "heading_close":
            _lower(token)
        _look(token)
    return {anchor: typeset(words) for anchor, words in headings.items() if words}


def _lower(token: Token) -> None:
    """The page's title is the only first level."""
    token.tag = f"h{min(max(int(token.tag[1]), 2), DEEPEST)}"


def _anchor(words: str, taken: dict[str, str]) -> str:
    base = slugify(words) or "section"
    anchor, count = base, 1
    while anchor in taken:
        count += 1
        anchor = f"{base}-{count}"
    return anchor


def _look(token: Token) -> None:
    if token.type.startswith("blockquote"):
        token.tag = "div"
        if token.nesting == 1:
            token.attrSet("class", "fr-callout")
    for child in token.children or []:
        if child.type == "text":
            child.content = typeset(child.content)


def _parts(tokens: Sequence[Token], questions: bool) -> Iterator[Part]:
    """Cut a page of questions at its headings; any other page is one part."""
    pending: list[Token] = []
    question = anchor = ""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        opens = questions and token.type == "heading_open" and token.tag in ("h2", "h3")
        if opens:
            yield from _part(pending, question, anchor)
            pending, question, anchor = [], "", ""
        if opens and token.tag == "h3":
            question, anchor = _words(tokens[index + 1]), str(token.attrGet("id"))
            index += 3
            continue
        pending.append(token)
        index += 1
    yield from _part(pending, question, anchor)


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [])


def _part(tokens: list[Token], question: str, anchor: str) -> Iterator[Part]:
    if tokens or question:
        html = READER.renderer.render(tokens, READER.options, {})
        html = html.replace("<table>", '<div class="fr-table"><table>').replace("</table>", "</table></div>")
        # The reader escapes all but its own tags.
        yield Part(mark_safe(html), question, anchor)  # nosec B308 B703
