"""A form that arrives in part is answered in words: cut by a network, sent by an old page, or written by hand.

Each form that a role is shown is sent back empty, without the counts of its rows, with counts that are no numbers, and
without every other field; nothing of it makes an error 500. What it writes is undone before the next one.
"""

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from urllib.parse import urljoin

import pytest
from django.db import transaction

from tests.architecture.test_access import client_of, table, url_of
from tests.architecture.test_clean import OUT, faults
from tests.architecture.world import World, furnished
from tests.journeys.person import Form, forms_of

COUNT = "_FORMS"
ROLES = ("agent", "juror", "candidate", "mentor", "coordination")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One of everything, built once for the roles."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            found = stack.enter_context(furnished())
        yield found
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def unlogged() -> Iterator[None]:
    """Refusals are expected by the hundred."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def parts(form: Form) -> Iterator[dict]:
    """The ways in which a form may arrive in part."""
    whole = {name: values for name, values in form.values.items() if name not in form.files}
    yield {}
    yield {name: values for rank, (name, values) in enumerate(whole.items()) if rank % 2 or name.endswith(COUNT)}
    if any(name.endswith(COUNT) for name in whole):
        yield {name: values for name, values in whole.items() if not name.endswith(COUNT)}
        for wrong in ("x", "99999"):
            yield {name: [wrong] if name.endswith(COUNT) else values for name, values in whole.items()}


def posted(client, url: str, data: dict) -> list[str]:
    """What went wrong when a form was sent; what it wrote is undone, signing out too."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        found = faults(client, "post", url, data)
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


@pytest.mark.parametrize("role", ROLES)
def test_no_form_sent_in_part_is_an_error(world, role, clock, db, unlogged):
    client, wrong, seen = client_of(world.people[role]), [], set()
    for name, (wanted, answers) in table().items():
        if name in OUT or answers[role] != "200":
            continue
        url = url_of(name, wanted, world.objects)
        page = client.get(url)
        if page.streaming or not page.headers["Content-Type"].startswith("text/html"):
            continue
        for form in forms_of(page.content.decode()):
            address = urljoin(url, form.action)
            kind = (name if address == url else address, *sorted(form.names))
            if form.method != "post" or kind in seen:
                continue
            seen.add(kind)
            for data in parts(form):
                wrong += posted(client, address, data)
    assert seen
    assert wrong == [], "\n".join(wrong)
