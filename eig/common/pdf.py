"""Typesetting PDF files that everyone can read: tagged (PDF/UA-1), in French, with their title.

A template is a Typst file under ``templates/pdf``; what it says comes as JSON, never as markup, so nothing that a
person typed is ever executed. Only the fonts inside the library are used: a file looks the same on every machine.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse

from eig.common.text import clean

ROOT = Path(settings.BASE_DIR) / "templates"
FONTS = typst.Fonts(include_system_fonts=False)
UNKNOWN = "□"
LATIN = "\u00ff"
PUNCTUATION = "’‘“”–—…€œŒ\u2009\u202f"
PRIVATE = "Co"
VARIATIONS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
PROBE = b"""#set document(title: "-", date: none)
#let said = json(bytes(sys.inputs.data))
#said *#said*"""


def render_pdf(template: str, data: Mapping[str, Any], *, title: str) -> bytes:
    """The PDF of a template, named from ``templates``: « pdf/challenges/receipt.typ ».

    The template reads ``data`` (anything that JSON can say) and ``title`` through ``house.typ``, which sets the
    language, the title of the document, the page numbers and the headings. A sign that no font can draw becomes « □ »,
    and the file says so at its end. Raises ``typst.TypstError`` when the template itself is wrong.
    """
    said = _drawable({**data, "title": title}, _plain)
    try:
        return _compile(ROOT / template, _noted(said))
    except typst.TypstError:
        # A sign that a font draws alone may still fail in its place: keep Latin letters rather than give no file.
        return _compile(ROOT / template, _noted(_drawable(said, _latin)))


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A private download: no browser opens it in the site's name, none keeps it."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _compile(source: Any, data: Any) -> bytes:
    """``source`` is the path of a template, or a few lines of it as bytes."""
    inputs = {"data": json.dumps(data)}
    return typst.compile(source, root=ROOT, font_paths=FONTS, pdf_standards="ua-1", sys_inputs=inputs)


def _noted(said: dict[str, Any]) -> dict[str, Any]:
    """With whether a sign was replaced, which the foot of the file explains."""
    return {**said, "replaced": UNKNOWN in json.dumps(said, ensure_ascii=False)}


def _drawable(value: Any, plain: Callable[[str], str]) -> Any:
    """The data with each of its texts made plain."""
    if isinstance(value, Mapping):
        return {key: _drawable(part, plain) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part, plain) for part in value]
    return plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    """The text without what has no shape (controls, marks of order or of variation), its unknown signs replaced."""
    text = "".join(char for char in clean(text).replace("\r", "") if char not in VARIATIONS)
    signs = _signs(text)
    strange = tuple(sorted({sign for sign in signs if max(sign) > LATIN}))
    if not strange or _is_drawn(strange):
        return text
    return "".join(sign if max(sign) <= LATIN or _is_drawn((sign,)) else _replaced(sign) for sign in signs)


def _latin(text: str) -> str:
    return "".join(char if char <= LATIN or char in PUNCTUATION else UNKNOWN for char in text)


def _signs(text: str) -> list[str]:
    """The letters of a text, each with the marks that are drawn over it: a font must hold them together."""
    signs: list[str] = []
    for char in text:
        if signs and unicodedata.category(char).startswith("M"):
            signs[-1] += char
        else:
            signs.append(char)
    return signs


def _replaced(sign: str) -> str:
    """What stands for a sign that is not drawn: its letter, when that much is known, keeps the sense."""
    return sign[0] + UNKNOWN if sign[0] <= LATIN and sign[1:] else UNKNOWN


@lru_cache(maxsize=4096)
def _is_drawn(signs: tuple[str, ...]) -> bool:
    try:
        _compile(PROBE, " ".join(signs))
    except typst.TypstError:
        return False
    return all(unicodedata.category(char) != PRIVATE for sign in signs for char in sign)
