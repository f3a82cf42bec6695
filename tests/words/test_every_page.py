"""A site and a promotion with words of their own: no page, letter or act says those that the product ships with."""

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.http import HttpResponseBase

from eig.common.clock import PARIS
from eig.common.vocabulary import SITE, Vocabulary
from eig.notifications.letters import LETTERS
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for
from eig.promotions.models.programmes import NOUNS, Promotion
from tests.architecture.test_access import client_of, table, unlogged, url_of  # noqa: F401  a fixture
from tests.architecture.world import ROLES, World, furnished

WORDS = Vocabulary("projet", "projets", "porteur", "porteurs", "parrain", "parrains", "DIG", "DIG")
SHIPPED = re.compile(r"\b(défis?|mentors?|EIG)\b", re.IGNORECASE)
SPOKEN = re.compile(r'(?:aria-label|title|placeholder|alt|content|value)="([^"]*)"')
# What the factories type: titles, and names of promotions and programmes.
TYPED = re.compile(r"Défi \d+|EIG \d+|\bEIG\b(?= \()|Programme EIG")


def of_the_site(names: str) -> re.Pattern:
    return re.compile(rf"\b({names})\b", re.IGNORECASE)


def visible(page: HttpResponseBase) -> str:
    """Everything that a page says, to eyes and to screen readers, without what people typed."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page.content.decode(), flags=re.DOTALL)
    spoken = " ".join(SPOKEN.findall(text))
    return TYPED.sub("", " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text) + " " + spoken).split()))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of everything, in promotions that have words of their own."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            found = stack.enter_context(furnished())
            names = [f"{noun}_{number}" for noun in NOUNS for number in ("word", "words")]
            Promotion.objects.update(**dict(zip(names, vars(WORDS).values(), strict=True)))
        yield found
        with django_db_blocker.unblock():
            stack.close()


def pages(role: str, world: World) -> Iterator[tuple[str, str, str]]:
    """The name, the address and the text of every page that a role may read."""
    client = client_of(world.people[role])
    for name, (wanted, answers) in table().items():
        if answers[role] == "200":
            url = url_of(name, wanted, world.objects)
            page = client.get(url)
            if not page.streaming and page.headers["Content-Type"].startswith("text/"):
                yield name, url, visible(page)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_says_the_words_of_the_product(role, world, clock, db, unlogged):  # noqa: F811  the fixture
    leaks = [
        f"{role}: {name} ({url}): …{text[max(0, found.start() - 60) : found.end() + 40]}…"
        for name, url, text in pages(role, world)
        for found in SHIPPED.finditer(text)
    ]
    assert leaks == [], "\n".join(leaks)


def test_no_letter_does(world, db):
    promotion = Promotion.objects.first()
    for letter in LETTERS.values():
        for scope in ("", promotion.scope):
            examples = {name: SITE.said(text) for name, text in letter.examples.items()}
            done = render(letter, wording_for(letter, scope), examples)
            assert not SHIPPED.findall(f"{letter.label} {done.subject} {done.text}"), letter.key
