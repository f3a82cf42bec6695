"""PDF files with something wrong inside, written by hand: what libraries refuse to write, people send."""

import zlib


def assembled(objects: dict[int, str | bytes]) -> bytes:
    """A PDF of these numbered objects, the first of which is the catalogue."""
    made, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(made)
        made += f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    size = max(objects) + 1
    rows = [f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(1, size)]
    table = f"xref\n0 {size}\n0000000000 65535 f \n{''.join(rows)}".encode()
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF".encode()
    return made + table + end


def deck(page: str = "", root: str = "", kids: str = "[3 0 R]", objects: dict[int, str | bytes] | None = None) -> bytes:
    """One page, with these entries in the page and in the catalogue."""
    return assembled(
        {
            1: f"<< /Type /Catalog /Pages 2 0 R {root} >>",
            2: f"<< /Type /Pages /Kids {kids} /Count 1 >>",
            3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} >>",
            **(objects or {}),
        }
    )


def _stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


LINK = "/Subtype /Link /Rect [0 0 9 9]"
BOMB = zlib.compress(b"q Q " * 20_000_000, 9)

JOINED = {
    "annotations lead nowhere": deck("/Annots [99 0 R]"),
    "annotations in a list in a list": deck("/Annots [[99 0 R] null 5 (a)]"),
    "a link whose action is a number": deck("/Annots [4 0 R]", objects={4: f"<< {LINK} /A 7 >>"}),
    "a link to no page": deck("/Annots [4 0 R]", objects={4: f"<< {LINK} /Dest [99 0 R /Fit] >>"}),
    "a reference to itself": deck("/X 4 0 R", objects={4: "4 0 R"}),
    "references in a circle": deck("/X 4 0 R", objects={4: "5 0 R", 5: "4 0 R"}),
    "beads that are a number": deck("/B 4"),
    "beads in a circle": deck("/B [4 0 R]", objects={4: "<< /N 4 0 R /V 4 0 R /P 3 0 R >>"}),
    "names in a circle": deck(root="/Names << /Dests 4 0 R >>", objects={4: "<< /Kids [4 0 R] >>"}),
    "bookmarks in a circle": deck(
        root="/Outlines 4 0 R", objects={4: "<< /First 5 0 R >>", 5: "<< /Title (a) /Next 5 0 R /First 5 0 R >>"}
    ),
    "a form that is a number": deck(root="/AcroForm 5"),
    "a page that lacks": deck(kids="[3 0 R 9 0 R null]"),
    "drawings that lack": deck("/Contents 9 0 R /Resources 9 0 R"),
    "drawings in a circle": deck(
        "/Resources 4 0 R",
        objects={
            4: "<< /XObject << /A 5 0 R >> >>",
            5: _stream(b"/A Do", "/Type /XObject /Subtype /Form /Resources 4 0 R"),
        },
    ),
    "drawings that swell": deck("/Contents 4 0 R", objects={4: _stream(BOMB, "/Filter /FlateDecode")}),
}
"""What can be joined to another file once its pages are taken alone."""

UNREADABLE = {
    "no pages": assembled({1: "<< /Type /Catalog >>"}),
    "pages in a circle": deck(kids="[2 0 R]"),
    "a page that is a number": deck(objects={3: "5"}),
    "lists too deep": deck("/Contents " + "[" * 3000 + "]" * 3000),
    "cut short": deck()[:-60],
    "no PDF": b"%PDF-1.7 broken",
}
