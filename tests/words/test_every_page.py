"""A site and a promotion with words of their own: no page, letter or act says those that the product ships with."""

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.db import transaction

from eig.common.vocabulary import SITE, Vocabulary
from eig.notifications.letters import LETTERS
from eig.notifications.rendering import render
from eig.notifications.workflow import wording_for
from eig.promotions.models.programmes import NOUNS, Programme, Promotion
from tests.architecture.test_access import client_of, table, unlogged, url_of  # noqa: F401  a fixture
from tests.architecture.test_clean import OUT
from tests.architecture.world import ROLES, World, furnished
from tests.journeys.person import forms_of

WORDS = Vocabulary("projet", "projets", "porteur", "porteurs", "sponsor", "sponsors", "DIG", "DIG")
SHIPPED = re.compile(r"\b(défis?|mentors?|EIG)\b", re.IGNORECASE)
OF_SITE = re.compile(rf"\b({'|'.join(sorted({*vars(SITE).values()}, key=len, reverse=True))})\b", re.IGNORECASE)
OF_MODELS = re.compile(r"^admin:(\w+_(changelist|change|add|delete|history)|index|app_list)$|^alerts:")
SPANNING = frozenset(Path(__file__).with_name("spanning.txt").read_text().split())
READ: dict[str, list[tuple[str, str, str]]] = {}
SPOKEN = re.compile(r'(?:aria-label|title|placeholder|alt|content|type="submit"[^>]* value)="([^"]*)"')
# What the factories type (titles, names of promotions, addresses of people), and addresses of pages.
TYPED = re.compile(
    r"\b(Défi|EIG)[ -]\d+|https?://\S+|[\w.]+@[\w.]+|/admin/\S+|\{\{ words\.\w+ \}\}|\(mentor, \w+\)", re.IGNORECASE
)


def main(page: str) -> str:
    """The content of a page, without what surrounds it everywhere."""
    return page.partition("<main")[2].partition("</main>")[0]


def visible(page: str) -> str:
    """Everything that a page says, to eyes and to screen readers, without what people typed."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    spoken = " ".join(SPOKEN.findall(text))
    return TYPED.sub("", " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text) + " " + spoken).split()))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of everything, in promotions that have words of their own."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            found = stack.enter_context(furnished())
            names = [f"{noun}_{number}" for noun in NOUNS for number in ("word", "words")]
            for programme in Programme.objects.all():
                Programme.objects.filter(pk=programme.pk).update(name=f"Programme {programme.pk}", slug=programme.pk)
            Promotion.objects.update(**dict(zip(names, vars(WORDS).values(), strict=True)))
        yield found
        with django_db_blocker.unblock():
            stack.close()


def pages(role: str, world: World) -> list[tuple[str, str, str]]:
    """The name, the address and the source of every page that a role may read; asked for once."""
    if role not in READ:
        READ[role] = list(_pages(role, world))
    return READ[role]


def _pages(role: str, world: World) -> Iterator[tuple[str, str, str]]:
    client = client_of(world.people[role])
    for name, (wanted, answers) in table().items():
        if answers[role] == "200":
            url = url_of(name, wanted, world.objects)
            page = client.get(url)
            if not page.streaming and page.headers["Content-Type"].startswith("text/"):
                yield name, url, page.content.decode()


def spans(name: str) -> bool:
    """Whether a page speaks of several promotions, or of none, or shows the labels of models."""
    return name in SPANNING or bool(OF_MODELS.search(name))


def leaks_of(role: str, name: str, url: str, page: str) -> Iterator[str]:
    """What a page says that the settings have renamed, or that the promotion has."""
    everything, content = visible(page), "" if spans(name) else visible(main(page))
    found = [(everything, word) for word in SHIPPED.finditer(everything)]
    found += [(content, word) for word in OF_SITE.finditer(content)]
    for text, word in found:
        yield f"{role}: {name} ({url}): …{text[max(0, word.start() - 60) : word.end() + 40]}…"


@pytest.mark.parametrize("role", ROLES)
def test_pages_say_the_words_of_their_promotion_else_of_the_site(role, world, clock, db, unlogged):  # noqa: F811  it is
    found = [leak for page in pages(role, world) for leak in leaks_of(role, *page)]
    assert found == [], "\n".join(found)


def answers(role: str, world: World) -> Iterator[tuple[str, str, str]]:
    """What each form of a role answers when it is sent as it is shown, and when it is sent empty; all of it undone."""
    client, seen = client_of(world.people[role]), set()
    for name, url, page in pages(role, world):
        for form in forms_of(page):
            address = urljoin(url, form.action)
            kind = (name if address == url else address, *sorted(form.names))
            if form.method != "post" or name in OUT or kind in seen:
                continue
            seen.add(kind)
            for data in ({key: value for key, value in form.values.items() if key not in form.files}, {}):
                with transaction.atomic():
                    done = client.post(address, data, follow=True)
                    transaction.set_rollback(True)
                if not done.streaming and done.headers["Content-Type"].startswith("text/"):
                    yield name, address, done.content.decode()


@pytest.mark.parametrize("role", ["agent", "juror", "candidate", "mentor", "coordination"])
def test_so_do_confirmations_and_refusals(role, world, clock, db, unlogged):  # noqa: F811  it is
    found = [leak for name, url, page in answers(role, world) for leak in leaks_of(role, name, url, page)]
    assert found == [], "\n".join(found)


def test_the_pages_that_span_promotions_are_read_and_say_the_words_of_the_site(world, clock, db):
    said = {name for role in ROLES for name, _, page in pages(role, world) if OF_SITE.search(visible(main(page)))}
    assert SPANNING - said == set()


def test_no_letter_does(world, db):
    promotion = Promotion.objects.first()
    for letter in LETTERS.values():
        for scope in ("", promotion.scope):
            examples = {name: SITE.said(text) for name, text in letter.examples.items()}
            done = render(letter, wording_for(letter, scope), examples)
            text = TYPED.sub("", f"{letter.label} {done.subject} {done.text}")
            assert not SHIPPED.findall(text), letter.key
