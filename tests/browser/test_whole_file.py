"""A whole file, to its receipt: from the sign-in with the keyboard alone, from its first field without JavaScript."""

import re
from collections.abc import Iterator
from typing import Protocol

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from playwright.sync_api import Page

from challenges.proposal.models.challenges import Challenge
from eig.common import clock
from tests.browser.conftest import WIDTHS, Visitor
from tests.challenges.situations import DURING, draft, open_call
from tests.factories.challenges import SkillFactory
from tests.pdf import pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GO_ON = "main .eig-form button.fr-btn:not([name])"
DECK = {"name": "defi.pdf", "mimeType": "application/pdf", "buffer": pdf(2)}


@pytest.fixture
def call(transactional_db, groups):
    with clock.moved_to(DURING):
        SkillFactory(name="Python")
        yield open_call()


class Hand(Protocol):
    """How someone fills a page."""

    def write(self, wanted: str, text: str) -> object: ...
    def choose(self, wanted: str) -> None: ...
    def tick(self, wanted: str) -> None: ...
    def attach(self, wanted: str) -> None: ...
    def strike(self, wanted: str) -> object: ...


class Keyboard:
    """Tabulation, arrows, space and enter."""

    def __init__(self, visitor: Visitor):
        self.visitor, self.keys = visitor, visitor.page.keyboard
        self.write, self.strike = visitor.write, visitor.strike
        # Listened to from the first page on: Chromium must know it before the key that asks for a file.
        visitor.page.on("filechooser", lambda chooser: chooser.set_files(DECK))

    def choose(self, wanted: str) -> None:
        self.visitor.reach(wanted)
        self.keys.press("ArrowDown")

    def tick(self, wanted: str) -> None:
        self.visitor.reach(wanted)
        self.keys.press("Space")

    def attach(self, wanted: str) -> None:
        self.visitor.reach(wanted)
        self.keys.press("Enter")
        self.visitor.page.wait_for_function("(wanted) => document.querySelector(wanted).files.length", arg=wanted)


class Pointer:
    """Filling a page in a browser that runs no script, with the mouse."""

    def __init__(self, page: Page):
        self.page = page
        self.write = page.fill

    def choose(self, wanted: str) -> None:
        self.page.select_option(wanted, index=1)

    def tick(self, wanted: str) -> None:
        self.page.locator(wanted).check(force=True)

    def attach(self, wanted: str) -> None:
        self.page.set_input_files(wanted, DECK)

    def strike(self, wanted: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(wanted).locator("visible=true").first.click()
        assert self.page.locator("h1").count() == 1


def write_everything(hand: Hand, challenge: Challenge) -> None:
    """From « Identité » to « Dépôt », each page leading to the next one."""
    for name, text in (("summary", "Voir la mer en temps réel."), ("address", "1 quai du Large"), ("town", "Brest")):
        hand.write(f"[name='{name}']", text)
    hand.strike(GO_ON)
    for names in (("0", "1"), ("0",)):
        for rank in names:
            hand.write(f"main .eig-form :nth-child({int(rank) + 1} of :has(> textarea)) > textarea", f"Réponse {rank}.")
        hand.strike(GO_ON)
    _write_rows(hand)
    _write_people(hand)
    hand.tick("[name='commitments']")
    hand.strike(GO_ON)
    hand.attach("[name='deck']")
    hand.strike("main form[data-upload] button")
    hand.strike(f"main a[href='{reverse('challenges:file', args=[challenge.pk])}']")
    hand.strike(f"main a[href='{reverse('challenges:submit', args=[challenge.pk])}']")
    hand.strike("main form button[type='submit']")


def _write_rows(hand: Hand) -> None:
    """Two positions, one of them taken away, two colleagues put in order, one set of data."""
    hand.choose("[name='poste-0-family']")
    hand.write("[name='poste-0-seats']", "2")
    hand.write("[name='poste-0-mission']", "Construire l’outil.")
    hand.write("[name='poste-0-skills_required']", "python, Cartographie marine")
    hand.strike("button[name='add']")
    hand.strike("button[name='remove'][value='1']")
    hand.strike(GO_ON)
    hand.write("[name='ligne-0-name']", "Ada")
    hand.write("[name='ligne-0-share']", "50")
    hand.strike("button[name='add']")
    hand.write("[name='ligne-1-name']", "Bob")
    hand.write("[name='ligne-1-share']", "20")
    hand.strike("button[name='up'][value='1']")
    hand.strike(GO_ON)
    hand.write("[name='ligne-0-name']", "Positions des navires")
    hand.tick("[name='ligne-0-accessible']")
    hand.strike(GO_ON)


def _write_people(hand: Hand) -> None:
    for rank, name in ((0, "ada"), (2, "bob")):
        hand.write(f"[name='personne-{rank}-name']", name.title())
        hand.write(f"[name='personne-{rank}-function']", "mission numérique")
        hand.write(f"[name='personne-{rank}-email']", f"{name}@culture.example")
    hand.strike(GO_ON)


def check_receipt(page: Page) -> None:
    """Everything arrived as it was written."""
    challenge = Challenge.objects.get()
    assert (challenge.status, challenge.number, challenge.deck.name) == ("submitted", 1, "defi.pdf")
    position = challenge.positions.get()
    assert (position.seats, position.skills_required) == (2, ["Python", "Cartographie marine"])
    assert list(challenge.host_members.values_list("name", "share")) == [("Bob", 20), ("Ada", 50)]
    assert [(data.name, data.accessible) for data in challenge.datasets.all()] == [("Positions des navires", True)]
    assert re.search(r"déposé", page.inner_text("main"))


def test_with_the_keyboard_alone(visitor, call, letters):
    EmailAddress.objects.create(user=call.agent, email=call.agent.email, verified=True, primary=True)
    visitor.sign_in(call.agent.email)
    visitor.go(reverse("challenges:mine")).strike(f"main a[href='{reverse('challenges:create')}']")
    visitor.write("[name='title']", "MonitorFish").strike(GO_ON)
    challenge = Challenge.objects.get()
    visitor.go(reverse("challenges:identity", args=[challenge.pk]))
    write_everything(Keyboard(visitor), challenge)
    check_receipt(visitor.page)
    assert len(letters("challenges/submitted")) == 1


@pytest.fixture
def scriptless(browser, live_server, width) -> Iterator[Visitor]:
    """A visitor whose browser runs no script."""
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, locale="fr-FR", java_script_enabled=False)
    yield Visitor(context.new_page(), live_server.url, width)
    context.close()


@pytest.mark.parametrize("width", WIDTHS, indirect=True)
def test_without_javascript(scriptless, signed_in, call):
    challenge = draft(call, title="MonitorFish")
    page = signed_in(scriptless, call.agent).page
    page.goto(scriptless.base + reverse("challenges:identity", args=[challenge.pk]))
    write_everything(Pointer(page), challenge)
    check_receipt(page)
