"""The pages that the product comes with: first line the title, second the lead, then the text."""

from dataclasses import dataclass
from pathlib import Path

from eig.common.vocabulary import SITE
from eig.pages.states import Layout

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Original:
    """One page as shipped."""

    slug: str
    layout: str
    title: str
    lead: str
    body: str


def _original(slug: str, layout: str) -> Original:
    title, lead, body = SITE.said((TEXTS / f"{slug}.md").read_text(encoding="utf-8")).split("\n", 2)
    return Original(slug, layout, title.removeprefix("# ").strip(), lead.strip(), body.strip())


ORIGINALS = [
    _original("programme", Layout.TEXT),
    _original("methode", Layout.TEXT),
    _original("questions-administrations", Layout.QUESTIONS),
    _original("questions-candidats", Layout.QUESTIONS),
    _original("ressources", Layout.TEXT),
]
