"""Real processes, really killed: no letter is lost, none leaves twice."""

import mailbox
import os
import random
import signal
import time
from collections import Counter

import pytest
from aiosmtpd.controller import Controller
from django.db import close_old_connections

from eig.demo.mailbox import Sink
from eig.notifications.models import Message
from eig.notifications.states import Policy
from tests.factories.notifications import MessageFactory
from tests.services import free_port, kill, process, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WORKER = ("-m", "celery", "-A", "eig.celery", "worker", "--concurrency=1", "--loglevel=WARNING")


class SlowSink(Sink):
    """A mail server with a little latency, so that a kill falls anywhere in a delivery."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 aiosmtpd's name
        time.sleep(0.004)
        answer = await super().handle_DATA(server, session, envelope)
        time.sleep(0.004)
        return answer


@pytest.fixture
def sink(tmp_path):
    """A mail server on the loopback that keeps what it receives."""
    directory = str(tmp_path / "mail")
    port = free_port()
    controller = Controller(SlowSink(directory), hostname="127.0.0.1", port=port)
    controller.start()
    yield {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "MAILBOX_DIR": directory}
    controller.stop()


def received(sink) -> Counter:
    """How many times each Message-ID arrived."""
    return Counter(letter["Message-ID"] for letter in mailbox.Maildir(sink["MAILBOX_DIR"], create=True))


def waiting() -> int:
    close_old_connections()
    return Message.objects.waiting().count()


@pytest.mark.parametrize(("letters", "most"), [(120, 3), pytest.param(1_000, 30, marks=pytest.mark.long)])
def test_workers_killed_at_random_lose_nothing_and_repeat_nothing(sink, letters, most, record_property):
    MessageFactory.create_batch(letters * 3 // 4)
    MessageFactory.create_batch(letters // 4, policy=Policy.AT_MOST_ONCE)
    kills = 0
    while waiting() and kills < most:
        with process(*WORKER, **sink) as worker:
            before = waiting()
            wait_until(lambda floor=before: waiting() < floor)
            time.sleep(random.uniform(0.0, 0.15))
            kill(worker)
            kills += 1
    assert kills >= 3
    with process(*WORKER, **sink):
        wait_until(lambda: waiting() == 0, seconds=120)
    counts = received(sink)
    assert set(counts) == set(Message.objects.values_list("message_id", flat=True))
    assert set(counts.values()) == {1}
    assert not Message.objects.failed().exists()
    record_property("letters, each received once", letters)
    record_property("kills", kills)


def test_a_worker_drains_without_any_broker(sink):
    MessageFactory.create_batch(3)
    with process(*WORKER, REDIS_URL="redis://127.0.0.1:9/0", **sink):
        wait_until(lambda: waiting() == 0)
    assert set(received(sink).values()) == {1}


def test_two_workers_share_the_letters(sink):
    MessageFactory.create_batch(60)
    with process(*WORKER, "-n", "a@%h", **sink), process(*WORKER, "-n", "b@%h", **sink):
        wait_until(lambda: waiting() == 0, seconds=60)
    assert sum(received(sink).values()) == 60
    assert set(received(sink).values()) == {1}


def test_a_worker_stops_on_request_and_frees_its_letters(sink):
    MessageFactory.create_batch(20)
    with process(*WORKER, **sink) as worker:
        wait_until(lambda: waiting() < 20)
        os.kill(worker.pid, signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    assert not Message.objects.claimed().exists()
