"""Databases filled once in a run, whatever its workers, and copied by PostgreSQL for whoever needs one."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg.sql import SQL, Composed, Identifier, Literal

from eig.home.staff import create_groups

STEM = settings.DATABASES["default"]["TEST"]["NAME"]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw")
RUN = [os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex]
"""What the databases of this run are known by."""
Build = Callable[[], Any]


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """A connection to the server itself, outside every database of ours."""
    with psycopg.connect(**{**connection.get_connection_params(), "dbname": "postgres"}, autocommit=True) as found:
        yield found


@contextmanager
def using(name: str) -> Iterator[None]:
    """Everything on another database: this thread, those of a server that a test began, and the processes it starts."""
    former = connection.settings_dict["NAME"]
    _go_to(name)
    try:
        yield
    finally:
        _go_to(former)


def _go_to(name: str) -> None:
    assert not connection.in_atomic_block, "a transaction is under way in the database to be left"
    connections.close_all()
    connection.settings_dict["NAME"] = name


def keep() -> None:
    """Take up what an earlier run kept, as ``--reuse-db`` asks."""
    RUN[:] = ["kept"]


def deployed() -> None:
    """The database of a deployed site: its tables, its rules, its groups."""
    call_command("migrate", verbosity=0, run_syncdb=True)
    create_groups()


def made(name: str, build: Build, *, of: str = "") -> Any:
    """Have a database filled by ``build``, by the first worker that asks; the others wait, then read what it returned.

    ``of`` names the one that it begins with, made already; ``build`` returns what JSON can say.
    """
    with server() as held:
        held.execute("SELECT pg_advisory_lock(hashtext(%s))", [f"{STEM}_{name}"])
        told = _told(held, name)
        if told.get("run") == RUN[0]:
            return told["facts"]
        _create(held, name, of)
        with using(f"{STEM}_{name}"):
            facts = build()
        note = json.dumps({"run": RUN[0], "facts": facts}, default=str)
        held.execute(_about(name, "COMMENT ON DATABASE {} IS {}", Literal(note)))
        return facts


@contextmanager
def copy(name: str) -> Iterator[None]:
    """On a copy of a database that is made, dropped at the end."""
    own = f"{name}_{WORKER}"
    with server() as held:
        _create(held, own, name)
    try:
        with using(f"{STEM}_{own}"):
            yield
    finally:
        with server() as held:
            held.execute(_about(own, "DROP DATABASE {} WITH (FORCE)"))


def snapshot(name: str, of: str) -> None:
    """Keep the state of a database that is being made under a name of its own; nobody may be connected to it."""
    connections.close_all()
    with server() as held:
        _create(held, name, of)


def forget() -> None:
    """Drop every database of the tests."""
    with server() as held:
        found = held.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{STEM}_"])
        for (name,) in found.fetchall():
            held.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _create(held: psycopg.Connection, name: str, of: str) -> None:
    held.execute(_about(name, "DROP DATABASE IF EXISTS {} WITH (FORCE)"))
    held.execute(_about(name, "CREATE DATABASE {} TEMPLATE {}", Identifier(f"{STEM}_{of}" if of else "template0")))


def _about(name: str, statement: str, *more: Identifier | Literal) -> Composed:
    return SQL(statement).format(Identifier(f"{STEM}_{name}"), *more)


def _told(held: psycopg.Connection, name: str) -> dict[str, Any]:
    asked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    found = held.execute(asked, [f"{STEM}_{name}"]).fetchone()
    return json.loads(found[0]) if found and found[0] else {}
