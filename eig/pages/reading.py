"""What templates need to show pages."""

from eig.pages.markdown import Text, read
from eig.pages.models import Page, Version
from eig.pages.states import Layout

LONG = 3


def shown(page: Page, version: Version) -> dict:
    """One version of a page; long ones get a table of contents."""
    text = read(version.body, questions=page.layout == Layout.QUESTIONS)
    return {"page": page, "version": version, "text": text, "long": len(text.headings) >= LONG}


def complement(slug: str) -> Text | None:
    """What the coordination adds to a page that the site has anyway, if anything: one query."""
    page = Page.objects.published().filter(slug=slug, layout=Layout.COMPLEMENT).first()
    return read(page.current.body) if page else None
