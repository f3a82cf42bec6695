"""Reads one PDF from standard input and says what it is, in a process of its own that cannot take much.

Run by path, alone: imports nothing of the product. Prints one JSON object: ``{"pages": 3}`` or ``{"problem": "…"}``;
with ``copy``, prints another PDF that holds the pages alone, or ends with an error.
"""

import io
import json
import resource
import sys
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

MEMORY = 768 * 1024 * 1024
SECONDS = 10
ACTIVE = ("/JavaScript", "/EmbeddedFiles")
LINKS = "/Annots"
DRAWN = frozenset(
    [
        "/Type",
        "/Parent",
        "/Contents",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/Rotate",
        "/UserUnit",
        "/Group",
    ]
)


def limit() -> None:
    """Give this process little memory, little time, and no file to write."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def look(content: bytes) -> dict:
    """Open every page: ``{"pages": 3}``, or ``{"problem": …}`` that says ``locked``, ``active`` or ``unreadable``."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return {"problem": "locked"}
    if _is_active(reader.root_object):
        return {"problem": "active"}
    for page in reader.pages:
        float(page.mediabox.width)
        page.get_contents()
    return {"pages": len(reader.pages)} if len(reader.pages) else {"problem": "unreadable"}


def _is_active(root: dict) -> bool:
    names = root.get("/Names", {})
    action = root.get("/OpenAction")
    launches = isinstance(action, dict) and action.get("/S") in ("/JavaScript", "/Launch")
    return launches or any(name in names for name in ACTIVE)


def copy(content: bytes) -> bytes:
    """The pages alone, with their links when these are sound, as a file that another one can take in for sure.

    Raises whatever pypdf raises when even that cannot be made of them.
    """
    try:
        return _proved(content, DRAWN | {LINKS})
    except Exception:  # noqa: BLE001 a broken link must not cost the page
        return _proved(content, DRAWN)


def _proved(content: bytes, kept: frozenset[str]) -> bytes:
    """Copied once for its result, and once more to see that the result can be."""
    copied = _copied(content, kept)
    _copied(copied, kept)
    return copied


def _copied(content: bytes, kept: frozenset[str]) -> bytes:
    reader, writer = PdfReader(io.BytesIO(content)), PdfWriter()
    for page in reader.pages:
        for key in set(page) - kept:
            del page[key]
        if LINKS in page:
            places = cast("ArrayObject", page[LINKS])
            page[NameObject(LINKS)] = ArrayObject(place for place in places if _is_link(place.get_object()))
    writer.append(reader, import_outline=False)
    for key in set(writer.root_object) - {"/Type", "/Pages"}:
        del writer.root_object[key]
    if not len(writer.pages):
        raise ValueError("no page")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _is_link(annotation: dict) -> bool:
    """Whether a sensitive place of a page only leads to an address: nothing that runs, opens or is filled in."""
    action = annotation.get("/A", {})
    leads = annotation.get("/Subtype") == "/Link" and action.get("/S") == "/URI"
    return leads and "/AA" not in annotation and "/Next" not in action


def main(wanted: str) -> None:
    """Answer on standard output."""
    content = sys.stdin.buffer.read()
    if wanted == "copy":
        sys.stdout.buffer.write(copy(content))
        return
    try:
        verdict = look(content)
    except Exception:  # noqa: BLE001 whatever goes wrong, the file is not one we can read
        verdict = {"problem": "unreadable"}
    sys.stdout.write(json.dumps(verdict))


if __name__ == "__main__":
    limit()
    main(*sys.argv[1:] or ["look"])
