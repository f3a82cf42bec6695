"""Every page of the access table in Chromium at both widths, as the first role that may read it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.architecture.test_access import table, url_of
from tests.architecture.world import ROLES, World, furnished
from tests.browser import axe
from tests.browser.conftest import OUT_OF_REACH, WIDTHS, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HALVES = ("site", "admin")


@pytest.fixture
def width() -> int:
    """The widest width, in pixels: each page is loaded at it, then shown at the others."""
    return WIDTHS[-1]


@pytest.fixture
def world(visitor) -> Iterator[World]:
    """The world of the access table."""
    with furnished() as found:
        yield found


@pytest.mark.parametrize("half", HALVES)
def test_every_page_passes_axe_at_both_widths(half, visitor, signed_in, world, clock):
    seen, wrong = 0, []
    for role in ROLES:
        user = world.people[role]
        visitor.page.context.clear_cookies()
        if user:
            signed_in(visitor, user)
        for url in _addresses(half, role, world.objects):
            if _opens(visitor, url):
                wrong += _faults(visitor)
                seen += 1
    assert not wrong, "\n\n".join(wrong)
    assert seen > 50


def _addresses(half: str, role: str, objects: dict[str, dict]) -> Iterator[str]:
    """What no role before this one reads."""
    for name, (wanted, answers) in table().items():
        first = next((reader for reader in ROLES if answers[reader] == "200"), "")
        if first == role and name.startswith("admin:") == (half == "admin"):
            yield url_of(name, wanted, objects)


def _opens(visitor: Visitor, url: str) -> bool:
    """Go to an address; whether it is a whole page. A letter shown as it was sent is locked against every script."""
    try:
        answer = visitor.at(WIDTHS[-1]).page.goto(visitor.base + url)
    except PlaywrightError as error:
        if "Download is starting" not in error.message:
            raise
        return False
    assert answer.status == 200, f"{url}: {answer.status}"
    locked = "sandbox" in answer.headers.get("content-security-policy", "")
    html = answer.headers["content-type"].startswith("text/html")
    if html and not locked and visitor.page.evaluate("document.doctype !== null"):
        return True
    # What Chromium says of the way it shows a bare file.
    visitor.errors.clear()
    return False


def _faults(visitor: Visitor) -> list[str]:
    """What is wrong with the page, wide then narrow."""
    faults = []
    for width in WIDTHS[::-1]:
        try:
            visitor.at(width).check()
        except AssertionError as error:
            faults.append(str(error))
            visitor.errors.clear()
    return faults


PLANTED = """<main>
  <a href="/" tabindex="-1">Lien perdu</a>
  <div inert><button>Bouton inerte</button></div>
  <label for="file">Étiquette seule</label><input id="file" type="file" style="display: none">
  <select class="select2-hidden-accessible" tabindex="-1" aria-label="Liste remplacée par rien"></select><span>?</span>
  <select class="select2-hidden-accessible" tabindex="-1" aria-label="Liste"></select>
  <p><span tabindex="0">Liste</span></p>
  <button tabindex="-1" aria-hidden="true" style="position: absolute; width: 1px; border: 0; padding: 0">Entrée</button>
  <div role="tablist"><button role="tab" tabindex="-1">Onglet</button></div>
  <button hidden>Caché</button> <input disabled> <a href="/">Lien</a>
</main>"""


def test_what_the_keyboard_passes_by_is_found(visitor):
    visitor.page.set_content(PLANTED)
    found = " ".join(visitor.page.evaluate(OUT_OF_REACH))
    for planted in ("Lien perdu", "Bouton inerte", "Étiquette seule", "Liste remplacée par rien"):
        assert planted in found
    assert len(visitor.page.evaluate(OUT_OF_REACH)) == 4


PALE = (
    """<html lang="fr"><title>Pâle</title><main><h1>Pâle</h1><p{}>Un texte.</p><p class="more">Un autre.</p></main>"""
)


def test_pale_texts_are_found_even_on_a_page_like_another(visitor):
    visitor.page.set_content(PALE.format(""))
    assert axe.faults(visitor.page, visitor.width) == ""
    for faded in (' style="color: #bbb"', ' class="pale"'):
        visitor.page.set_content(PALE.format(faded) + "<style>.pale { color: #bbb }</style>")
        for _again in range(2):
            assert "color-contrast" in axe.faults(visitor.page, visitor.width)
