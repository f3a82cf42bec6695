"""Typesetting PDF files that everyone can read: tagged (PDF/UA-1), in French, with their title.

A template is a Typst file under ``templates/pdf``; what it says comes as JSON, never as markup, so nothing that a
person typed is ever executed. Only the fonts inside the library are used: a file looks the same on every machine.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse

ROOT = Path(settings.BASE_DIR) / "templates"
FONTS = typst.Fonts(include_system_fonts=False)
UNKNOWN = "□"
LATIN = 0xFF
PROBE = b'#set document(title: "-", date: none)\n#json(bytes(sys.inputs.data))'


def render_pdf(template: str, data: Mapping[str, Any], *, title: str) -> bytes:
    """The PDF of a template, named from ``templates``: « pdf/challenges/receipt.typ ».

    The template reads ``data`` (anything that JSON can say) and ``title`` through ``house.typ``, which sets the
    language, the title of the document, the page numbers and the headings. A character that no font can draw
    becomes « □ ». Raises ``typst.TypstError`` when the template itself is wrong.
    """
    return _compile(ROOT / template, _drawable({**data, "title": title}))


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


def _drawable(value: Any) -> Any:
    """The data without what would make the whole file fail: control characters, and signs unknown to the fonts."""
    if isinstance(value, Mapping):
        return {key: _drawable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    strange = "".join(sorted({char for char in text if ord(char) > LATIN}))
    if not strange or _is_drawn(strange):
        return text
    return "".join(char if ord(char) <= LATIN or _is_drawn(char) else UNKNOWN for char in text)


@lru_cache(maxsize=4096)
def _is_drawn(characters: str) -> bool:
    try:
        _compile(PROBE, characters)
    except typst.TypstError:
        return False
    return True
