"""Tiny PDF documents, written by hand: valid, and a few hundred bytes each."""

from collections.abc import Sequence
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

CATALOG, PAGES, FONT, FIRST = 1, 2, 3, 4


def upload(name: str, lines: Sequence[str]) -> SimpleUploadedFile:
    """A document of one page a line, as a browser would send it."""
    return SimpleUploadedFile(name, document(tuple(lines)), content_type="application/pdf")


@cache
def document(lines: tuple[str, ...]) -> bytes:
    """One page for each line of text, which keeps to the characters of Windows-1252."""
    kids = " ".join(f"{FIRST + 2 * rank} 0 R" for rank in range(len(lines)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(lines)} >>".encode("ascii"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for rank, line in enumerate(lines):
        objects += _page(rank, line)
    return _assembled(objects)


def _page(rank: int, line: str) -> list[bytes]:
    text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    drawing = b"BT /F1 18 Tf 60 760 Td (" + text + b") Tj ET"
    content = FIRST + 2 * rank + 1
    page = f"<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
    resources = f" /Resources << /Font << /F1 {FONT} 0 R >> >> >>"
    return [
        (page + resources).encode("ascii"),
        f"<< /Length {len(drawing)} >>\nstream\n".encode("ascii") + drawing + b"\nendstream",
    ]


def _assembled(objects: Sequence[bytes]) -> bytes:
    """The objects one after the other, then the table that says where each begins."""
    output, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=CATALOG):
        places.append(len(output))
        output += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
    table = len(output)
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    output += f"xref\n0 {size}\n0000000000 65535 f \n{entries}".encode("ascii")
    output += f"trailer\n<< /Size {size} /Root {CATALOG} 0 R >>\nstartxref\n{table}\n%%EOF\n".encode("ascii")
    return bytes(output)
