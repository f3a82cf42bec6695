"""The moving parts of the year: the clock, the worker, the people by address."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from celery.contrib.testing.worker import start_worker
from django.core import mail
from django.db import connections
from django.test import Client

from eig.accounts.models import User
from eig.celery import app
from eig.common import clock
from eig.common.clock import PARIS
from eig.notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.journeys.person import Person
from tests.services import wait_until


def at(day: str) -> datetime:
    """« 2020-02-28 17:00:00 » on Paris clocks."""
    return datetime.fromisoformat(day).replace(tzinfo=PARIS)


@contextmanager
def worker() -> Iterator[None]:
    """A real Celery worker in a thread of this process, on the real broker."""
    with start_worker(app, perform_ping_check=False, pool="solo", loglevel="ERROR", shutdown_timeout=30):
        yield
    connections.close_all()


def settle() -> None:
    """Wait until every letter that is due has left."""
    wait_until(lambda: not Message.objects.due(clock.now()).exists() and not Message.objects.claimed().exists())


class Year:
    """Someone's year: ``on(instant)`` moves the clock, lets the minute tick and the letters leave."""

    def __init__(self):
        self.people: dict[str, Person] = {}
        self.ticked = threading.Event()

    @contextmanager
    def on(self, day: str, *, tick: bool = True) -> Iterator[datetime]:
        """An instant of the year; the worker does what is due at its end."""
        with clock.moved_to(at(day)) as now:
            yield now
            if tick:
                self.tick()

    def tick(self) -> None:
        """The minute, sent through the broker as beat does."""
        done = Message.objects.count()
        app.send_task("eig.home.tasks.every_minute")
        app.send_task("tests.journeys.ticked")
        wait_until(lambda: self.ticked.wait(0.05), seconds=60)
        self.ticked.clear()
        assert Message.objects.count() >= done
        settle()

    def person(self, email: str, **names: str) -> Person:
        """The person of an address, signed in; created the first time."""
        if email not in self.people:
            user = User.objects.filter(email=email).first() or UserFactory(email=email, **names)
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            self.people[email] = Person(client, user)
        return self.people[email]


def sent_ids() -> list[str]:
    """The Message-ID of each letter that really left."""
    return [letter.extra_headers["Message-ID"] for letter in mail.outbox if "Message-ID" in letter.extra_headers]
