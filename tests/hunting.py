"""Mistakes that nobody writes a test for, hunted in every page that the suite renders."""

import inspect
import re

from django.conf import settings
from django.template import engines
from django.template.base import Node
from django.test.client import Client

OURS = str(settings.BASE_DIR / "templates")
INLINE = re.compile(
    rb"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>|<[a-z][^>]*\s(?:on[a-z]+|style)=\"", re.IGNORECASE
)
STRAY = re.compile(rb"\{\{|\{%|%\}|\bNone\b</|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S*\+00:00")
# Where the placeholders of a letter are written or explained, braces are what is meant.
MEANT = re.compile(rb"<(textarea|code)\b.*?</\1>|<input\b[^>]*>|<div class=\"eig-both__said\">.*?</div>", re.DOTALL)


class StrictUndefined(str):
    """An undefined variable in one of our templates is an error; elsewhere, Django's own empty string."""

    __slots__ = ()

    def __bool__(self) -> bool:
        node = next(_nodes(), None)
        if node is not None and str(node.origin).startswith(OURS):
            raise AssertionError(f"undefined variable in {node.origin}: {node.token.contents}")
        return False


def _nodes():
    frame = inspect.currentframe()
    while frame := frame.f_back:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin") and getattr(node, "token", None):
            yield node


def hunt_undefined_variables() -> None:
    """Make the template engine strict for the whole session."""
    engines["django"].engine.string_if_invalid = StrictUndefined()


def hunt_in_pages() -> None:
    """Make every test client refuse inline scripts and styles, stray braces, and instants as machines write them."""
    request = Client.request

    def checked(self, **environ):
        response = request(self, **environ)
        # A letter shown as it is received stands alone, sandboxed, with the inline styles of its kind.
        alone = response.headers.get("Content-Security-Policy", "").startswith("sandbox")
        page = response.headers.get("Content-Type", "").startswith("text/html")
        if page and not alone and not response.streaming:
            for pattern, text in ((INLINE, response.content), (STRAY, MEANT.sub(b"", response.content))):
                found = pattern.search(text)
                where = environ.get("PATH_INFO")
                assert not found, f"{where}: {text[max(0, found.start() - 60) : found.end() + 60]!r}"
        return response

    Client.request = checked
