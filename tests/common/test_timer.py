"""The worker's own timer: letters leave without the broker."""

import time

import pytest
from celery import current_app
from django.core import mail

from eig.common.timer import TimerStep
from eig.notifications.models import Message
from eig.notifications.tasks import drain_outbox
from tests.factories.notifications import MessageFactory
from tests.services import wait_until


@pytest.fixture
def timer(settings):
    settings.OUTBOX_INTERVAL = 0.05
    step = TimerStep(None)
    step.start(None)
    yield step
    step.stop(None)


@pytest.mark.django_db(transaction=True)
def test_letters_leave_at_the_start_then_at_each_tick(timer):
    for _ in range(2):
        MessageFactory()
        wait_until(lambda: not Message.objects.waiting().exists())
    assert len(mail.outbox) == 2


def test_a_tick_that_fails_does_not_stop_the_next(timer, monkeypatch):
    ticks = []

    def fail():
        ticks.append(time.monotonic())
        raise ConnectionError("no database")

    assert drain_outbox.name == TimerStep.task
    monkeypatch.setattr(current_app.tasks[TimerStep.task], "run", fail)
    wait_until(lambda: len(ticks) >= 3)


def test_it_stops_when_asked(timer):
    timer.stop(None)
    assert not timer.thread.is_alive()
