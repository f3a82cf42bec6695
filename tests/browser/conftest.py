"""A real Chromium, held to zero axe violations and zero console errors on every page it visits."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.core import mail
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import axe

CHROMIUM = os.environ.get("CHROMIUM", "")
WIDTHS = (360, 1280)
PAUSE = 1500
"""How long one stops typing, in milliseconds, before a page saves by itself."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# What one sees and could press, that the tabulation key passes by: taken out of its order, or drawn as a label or a
# widget whose own control is not shown. Within a composite widget arrows take over from the tabulation key.
OUT_OF_REACH = """() => {
  const root = document.querySelector("main, #content");
  if (!root) return [];
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const nobodys = (element) => element.closest("[aria-hidden=true]") && element.offsetWidth <= 1;
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link]";
  const composite = "[role=tablist], [role=radiogroup], [role=menu], [role=listbox], [role=toolbar], [role=grid]";
  const replaced = (element) => element.matches(".select2-hidden-accessible")
    && [...(element.nextElementSibling?.querySelectorAll("*") ?? [])].some((part) => part.tabIndex >= 0 && shown(part));
  const passed = [...root.querySelectorAll(wanted)].filter((element) =>
    !element.matches(":disabled") && shown(element) && (element.tabIndex < 0 || element.closest("[inert]"))
    && !element.closest(composite) && !replaced(element) && !nobodys(element));
  const drawn = [...root.querySelectorAll("label")].filter((label) =>
    label.control && !label.control.disabled && shown(label) && !shown(label.control));
  return [...passed, ...drawn].map((element) => element.outerHTML.slice(0, 150));
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session; without any, the tests are skipped and `./test` says so."""
    if not CHROMIUM:
        pytest.skip("no Chromium: set CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Visitor:
    """Someone with a browser: goes to pages, fills forms, and is shown nothing that fails axe.

    They act at one ``width``; each page is checked at that one and at the others that are given ``also``.
    """

    page: Page
    base: str
    width: int
    also: tuple[int, ...] = ()
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> "Visitor":
        """Open an address of the site and check the page."""
        answer = self.page.goto(self.base + path)
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.check()

    def at(self, width: int) -> "Visitor":
        """Show the page at another width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.width = width
        return self

    def check(self) -> "Visitor":
        """Zero axe violations, no sideways scroll, one h1, nothing out of the keyboard's reach or in the console."""
        self.page.wait_for_load_state("load")
        own = self.width
        for width in self.also:
            self.at(width)._check()
        return self.at(own)._check() if self.also else self._check()

    def _check(self) -> "Visitor":
        faults = axe.faults(self.page, self.width)
        assert not faults, f"{self.page.url} at {self.width} px\n{faults}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url}: {wide} px too wide at {self.width} px"
        assert self.page.locator("h1").count() == 1, self.page.url
        lost = self.page.evaluate(OUT_OF_REACH)
        assert lost == [], f"{self.page.url}: out of reach of the keyboard at {self.width} px: {lost}"
        assert self.errors == [], self.page.url
        return self

    def fill(self, **values: str) -> "Visitor":
        """Type in fields by name."""
        for name, value in values.items():
            self.page.fill(f"[name='{name}']", value)
        return self

    def press(self, label: str, role: str = "button") -> "Visitor":
        """Activate a button or link by its words, with the keyboard, and check where it leads."""
        target = self.page.get_by_role(role, name=re.compile(label)).first
        target.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.check()

    def reach(self, wanted: str) -> "Visitor":
        """Go on with the tabulation key, and nothing else, until the focus is on what a selector says."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
                return self
        raise AssertionError(f"{self.page.url}: {wanted} is out of reach of the keyboard")

    def write(self, wanted: str, text: str) -> "Visitor":
        """Type in a field reached by the keyboard; what it held is replaced."""
        self.reach(wanted).page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        return self

    def strike(self, wanted: str) -> "Visitor":
        """Activate a button or a link reached by the keyboard, and check where it leads."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.check()

    def follow(self, label: str) -> "Visitor":
        """Follow a link by its words."""
        return self.press(label, role="link")

    def reads(self, text: str) -> "Visitor":
        """The page's content says this, whatever the kind of its spaces."""
        content = " ".join(self.page.inner_text("main").split())
        assert text in content, f"{self.page.url}: « {text} » is not in: {content[:2000]}"
        return self

    def says(self, sentence: str, form: str = "") -> "Visitor":
        """What a page says of its saving, after the pause that follows one's typing; at once on ``quick`` pages."""
        self.page.clock.fast_forward(PAUSE)
        expect(self.page.locator(f"{form} [data-keeper-said]")).to_contain_text(sentence, timeout=15_000)
        return self

    def sign_in(self, email: str) -> "Visitor":
        """Ask for a code, read it in the letter, type it."""
        mail.outbox.clear()
        self.go("/compte/connexion/")
        self.page.fill("main input[type='email']", email)
        self.press("Recevoir un code")
        self.page.fill("main input[name='code']", code_of(mail.outbox[-1].body))
        return self.press("Se connecter|Continuer|Valider le code")


def code_of(body: str) -> str:
    """The code in a sign-in letter: alone on its line."""
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4}|\d{6})\s*$", body, re.MULTILINE)
    assert found, body
    return found[1]


@pytest.fixture(params=[WIDTHS], ids=["phone-and-desk"])
def width(request) -> int | tuple[int, ...]:
    """One acts on a phone; what one is shown there is checked on a desk too."""
    return request.param


@pytest.fixture
def visitor(browser, live_server, transactional_db, width) -> Iterator[Visitor]:
    """A visitor at the width of the test, signed out."""
    width, *also = width if isinstance(width, tuple) else (width,)
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="fr-FR", timezone_id="Europe/Paris")
    page = context.new_page()
    person = Visitor(page, live_server.url, width, tuple(also))
    page.on("console", lambda message: person.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: person.errors.append(str(error)))
    yield person
    context.close()


@pytest.fixture
def second(browser, visitor) -> Iterator[Visitor]:
    """The window of somebody else."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    yield Visitor(context.new_page(), visitor.base, visitor.width)
    context.close()


@pytest.fixture
def quick(visitor) -> None:
    """The pages of the visitor keep a clock that may be put forward; it goes at the usual pace by itself."""
    visitor.page.context.clock.install()


@pytest.fixture
def signed_in(client_for):
    """Give a visitor the session of someone: ``signed_in(visitor, user)``."""

    def give(person: Visitor, user) -> Visitor:
        cookie = client_for(user).cookies[settings.SESSION_COOKIE_NAME].value
        person.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": person.base}])
        return person

    return give
