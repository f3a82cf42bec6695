"""Every page of the access table in Chromium at both widths, as the first role that may read it."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.architecture.test_access import client_of, table, url_of
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
        for url in _pages(half, role, client_of(user), world.objects):
            wrong += _faults(visitor, url)
            seen += 1
    assert not wrong, "\n\n".join(wrong)
    assert seen > 50


def _faults(visitor: Visitor, url: str) -> list[str]:
    """What is wrong with a page, wide then narrow."""
    faults = []
    for width in WIDTHS[::-1]:
        try:
            visitor.at(width).go(url) if width == WIDTHS[-1] else visitor.at(width).check()
        except AssertionError as error:
            faults.append(str(error))
            visitor.errors.clear()
    return faults


def _pages(half: str, role: str, client: Client, objects: dict[str, dict]) -> Iterator[str]:
    """The addresses of pages that no role before this one reads."""
    for name, (wanted, answers) in table().items():
        first = next((reader for reader in ROLES if answers[reader] == "200"), "")
        if first != role or name.startswith("admin:") != (half == "admin"):
            continue
        url = url_of(name, wanted, objects)
        if _is_page(client.get(url)):
            yield url


def _is_page(answer: HttpResponse) -> bool:
    """Whether it is a whole page; a letter shown as it was sent is locked against every script, axe included."""
    shown = "attachment" not in answer.get("Content-Disposition", "")
    locked = "sandbox" in answer.get("Content-Security-Policy", "")
    return shown and not locked and not answer.streaming and answer.content.lstrip()[:9].lower() == b"<!doctype"


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
