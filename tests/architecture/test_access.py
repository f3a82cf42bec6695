"""Every address × every role × reading and writing, against a committed table; an unlisted address fails.

``access.txt`` has one line per address name: the object it is asked for, then one answer per role. ``in`` is a
redirection to the sign-in page. Whoever may not read may not write either: a POST gets the same answer. No page leads
its reader to an address that is closed to them.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, URLResolver, get_resolver, resolve, reverse

from tests.architecture.world import ROLES, World, furnished

TABLE = Path(__file__).with_name("access.txt")
REFUSED = ("in", "403", "404")
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"?#]*)')


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The full name of every address of the site; the admin's two catch-alls have none."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield space + entry.name


def table() -> dict[str, tuple[str, dict[str, str]]]:
    """Address name → what it is asked for, and the answer each role gets."""
    rows = (line.split() for line in TABLE.read_text().splitlines() if line.strip() and not line.startswith("#"))
    return {name: (wanted, dict(zip(ROLES, answers, strict=True))) for name, wanted, *answers in rows}


def url_of(name: str, wanted: str, objects: dict[str, dict]) -> str:
    """The address for the world's object; ``-`` when it takes none, ``pk+step=preselect`` adds words."""
    kind, *words = wanted.split("+")
    own = dict(objects[kind]) if kind != "-" else {}
    own.update(word.split("=") for word in words)
    try:
        return reverse(name, kwargs=own)
    except NoReverseMatch:
        return reverse(name, kwargs={"object_id": own["pk"]})


def said(response: HttpResponseBase) -> str:
    """The status code, or ``in`` for the way to the sign-in page."""
    where = response.headers.get("Location", "")
    return "in" if "/connexion/" in where and response.status_code == 302 else str(response.status_code)


def closed_doors(response: HttpResponseBase, role: str, known: dict[str, tuple[str, dict[str, str]]]) -> Iterator[str]:
    """The links of a page that the table closes to whoever reads it."""
    if response.streaming or not response.headers["Content-Type"].startswith("text/html"):
        return
    for link in sorted(set(LINK.findall(response.content.decode()))):
        if known.get(named(link), ("", {}))[1].get(role) == "403":
            yield link


@cache
def named(path: str) -> str:
    """The name of an address, empty when the site has none: pages share most of their links."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_address_is_in_the_table():
    listed, existing = set(table()), set(addresses())
    assert existing - listed == set(), "not in access.txt"
    assert listed - existing == set(), "no such address any more"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of everything; what a role writes is undone before the next one comes."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            found = stack.enter_context(furnished())
        yield found
        with django_db_blocker.unblock():
            stack.close()


def wrong_answers(role: str, world: World) -> Iterator[str]:
    """Where what a role gets is not what the table says."""
    client, known = client_of(world.people[role]), table()
    for name, (wanted, answers) in known.items():
        url = url_of(name, wanted, world.objects)
        page = client.get(url)
        got = said(page)
        if got != answers[role]:
            yield f"{role}: GET {name} ({url}): {got}, not {answers[role]}"
        yield from (
            f"{role}: {name} ({url}) leads to {link}, which is refused" for link in closed_doors(page, role, known)
        )
        refused = answers[role] in REFUSED or (name.startswith("admin:") and answers[role] == "302")
        if refused and (posted := said(client.post(url))) not in (*REFUSED, "302", "405"):
            yield f"{role}: POST {name} ({url}): {posted}"


@pytest.fixture
def unlogged() -> Iterator[None]:
    """Nothing is logged: writing two thousand refusals would take a fifth of the time of the test."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(role, world, clock, db, unlogged):
    wrong = list(wrong_answers(role, world))
    assert wrong == [], "\n".join(wrong)
