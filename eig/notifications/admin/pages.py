"""Showing a letter exactly as it is received."""

from django.http import HttpResponse

# A letter carries its style in its tags, which no page of the site may do: alone, it can, and nothing in it may act.
ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def sandboxed(html: str) -> HttpResponse:
    """The HTML of a letter as a page of its own, where nothing runs, loads or leads anywhere."""
    return HttpResponse(html, headers={"Content-Security-Policy": ALONE, "Cache-Control": "no-store"})
