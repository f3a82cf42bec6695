"""Fixtures of every test: one account per role, the frozen clock; and what every test is held to."""

import gc
from contextlib import ExitStack, suppress
from datetime import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands import flush
from django.test import Client
from psycopg import OperationalError

from eig.common import clock as product_clock
from eig.common.clock import PARIS
from eig.notifications.models import Message
from tests import databases, proofs
from tests.factories.accounts import UserFactory
from tests.hunting import hunt_in_pages, hunt_undefined_variables

AT = datetime(2020, 2, 4, 10, 0, tzinfo=PARIS)


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="only the proofs that take long, at full length")


def pytest_configure(config):
    proofs.counted(config)
    if config.getoption("reuse_db"):
        databases.keep()


def pytest_unconfigure(config):
    """Nothing stays on a server that is not thrown away, unless one wants it again."""
    if not (hasattr(config, "workerinput") or config.getoption("reuse_db")):
        with suppress(OperationalError):
            databases.forget()


def pytest_generate_tests(metafunc):
    proofs.repeat(metafunc)


def pytest_collection_modifyitems(config, items):
    """Slow files first: what is begun last must be short, or one core waits for the other."""
    proofs.choose(config, items)
    slow = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish():
    """What was imported stays; to look for cycles in it again and again is a fifth of a processor's time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def hunting():
    """Every page that a test renders is searched for mistakes nobody wrote a test for."""
    hunt_undefined_variables()
    hunt_in_pages()


@pytest.fixture(autouse=True, scope="session")
def flushing():
    """A test that really commits empties what it wrote, and no more: what a deployed site begins with stays."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(flush, "sql_flush", _emptying)
        patched.setattr(flush, "emit_post_migrate_signal", lambda *given, **options: None)
        yield


def _emptying(style, connection, **options) -> list[str]:
    deployed = (ContentType, Permission, Group, Group.permissions.through)
    kept = {model._meta.db_table for model in deployed}
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - kept)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables))
        written = [name for (name,) in cursor.fetchall()]
    return connection.ops.sql_flush(style, written, allow_cascade=True)


@pytest.fixture
def at() -> datetime:
    """A quiet Tuesday during the call for projects of EIG 4."""
    return AT


@pytest.fixture
def clock(at):
    """The product's clock, frozen at ``at``."""
    with product_clock.moved_to(at):
        yield product_clock


@pytest.fixture
def client_for():
    """A browser of someone: ``client_for(user).get(...)``."""

    def build(user) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return build


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The database of a deployed site, made once and copied for each worker."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            databases.made("deployed", databases.deployed)
            stack.enter_context(databases.copy("deployed"))
        yield
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def groups(db):
    """The groups of a deployed site, with their permissions."""
    return {group.name: group for group in Group.objects.all()}


@pytest.fixture
def coordination(groups):
    """A member of the coordination team."""
    user = UserFactory(first_name="Inès", last_name="Coordination", is_staff=True)
    user.groups.add(groups["coordination"])
    return user


@pytest.fixture
def agent(db):
    """An agent of an administration."""
    return UserFactory(first_name="Amir", last_name="Agent", email="amir.agent@culture.example")


@pytest.fixture
def juror(db):
    """A juror, from outside the administrations."""
    return UserFactory(first_name="Jeanne", last_name="Jurée")


@pytest.fixture
def candidate(db):
    """Someone who applies to a promotion."""
    return UserFactory(first_name="Chloé", last_name="Candidate")


@pytest.fixture
def mentor(db):
    """Someone who follows a recruited team in its administration."""
    return UserFactory(first_name="Marc", last_name="Mentor")


@pytest.fixture
def letters(db):
    """The letters in the outbox, oldest first: ``letters()`` or ``letters("challenges/submitted")``."""

    def read(letter: str | None = None) -> list[Message]:
        rows = Message.objects.order_by("pk")
        return list(rows.filter(letter=letter) if letter else rows)

    return read
