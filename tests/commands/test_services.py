"""The database and the broker that the commands start, for real, in a folder of their own."""

import os
import tempfile
from pathlib import Path

import psycopg
import pytest

from eig.commands import postgres, services, valkey
from eig.commands.console import Refusal
from eig.commands.environment import Environment
from eig.commands.places import ROOT, made

HERE = Environment(ROOT)


@pytest.fixture(scope="module")
def places():
    with tempfile.TemporaryDirectory(prefix="eig-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o711)
        yield made(Path(folder))


@pytest.fixture(scope="module")
def started(places):
    """Both services, kept for the module."""
    running = services.start(HERE, places, {}, throw_away=True)
    yield running
    running.stop()


def connect(places):
    return psycopg.connect(host=str(places.sockets), user=postgres.NAME, dbname=postgres.NAME)


def test_the_database_answers_on_its_socket_alone(started, places):
    with connect(places) as connection:
        shown = {name: connection.execute(f"show {name}").fetchone()[0] for name in ("listen_addresses", "fsync")}
        assert shown == {"listen_addresses": "", "fsync": "off"}


def test_the_database_knows_accents(started, places):
    with connect(places) as connection:
        assert connection.execute("select upper('élève')").fetchone() == ("ÉLÈVE",)


def test_the_database_never_runs_as_root(started, places):
    assert (places.database / "data" / "PG_VERSION").stat().st_uid != 0 or os.geteuid() != 0
    assert Path(f"/proc/{started.children[0].pid}").stat().st_uid != 0


def test_the_broker_answers_on_its_socket(started, places):
    assert valkey.answers(valkey.address(places))


def test_addresses_say_where_they_are(started, places):
    assert started.urls == {
        "DATABASE_URL": f"postgres://eig@/eig?host={places.sockets}",
        "REDIS_URL": f"unix://{places.sockets}/valkey.sock",
    }


def test_services_that_are_given_are_not_started(places):
    given = {"DATABASE_URL": "postgres://db/eig", "REDIS_URL": "redis://broker", "OTHER": "x"}
    running = services.start(HERE, places, given)
    assert running.children == []
    assert running.urls == {"DATABASE_URL": "postgres://db/eig", "REDIS_URL": "redis://broker"}


def test_data_of_another_version_are_refused(tmp_path, places):
    (places.home / "old").mkdir()
    old = made(places.home / "old")
    (old.database / "data").mkdir()
    (old.database / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(Refusal, match="written by PostgreSQL 9"):
        postgres.refuse_another_version(postgres.Programs(tmp_path, "18.6"), old)


@pytest.mark.parametrize(("name", "number"), [("18.6", 18), ("15", 15), ("pgdg", 0), ("", 0)])
def test_versions_are_compared_by_their_first_number(name, number):
    assert postgres.major(name) == number


def test_a_folder_without_server_has_no_version(tmp_path):
    assert postgres.version(tmp_path) is None
