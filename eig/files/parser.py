"""Reads one PDF from standard input and says what it is, in a process of its own that cannot take much.

Run by path, alone: imports nothing of the product. Prints one JSON object: ``{"pages": 3}`` or ``{"problem": "…"}``.
"""

import io
import json
import resource
import sys

from pypdf import PdfReader

MEMORY = 768 * 1024 * 1024
SECONDS = 10
ACTIVE = ("/JavaScript", "/EmbeddedFiles")


def limit() -> None:
    """Give this process little memory, little time, and no file to write."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def look(content: bytes) -> dict:
    """Open the document and every page of it."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return {"problem": "locked"}
    if _is_active(reader.root_object):
        return {"problem": "active"}
    for page in reader.pages:
        float(page.mediabox.width)
        page.get_contents()
    return {"pages": len(reader.pages)}


def _is_active(root: dict) -> bool:
    names = root.get("/Names", {})
    action = root.get("/OpenAction")
    launches = isinstance(action, dict) and action.get("/S") in ("/JavaScript", "/Launch")
    return launches or any(name in names for name in ACTIVE)


if __name__ == "__main__":
    limit()
    try:
        verdict = look(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001 whatever goes wrong, the file is not one we can read
        verdict = {"problem": "unreadable"}
    sys.stdout.write(json.dumps(verdict))
