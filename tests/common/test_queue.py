"""Nudges: after the commit, once, and never an error for a person. The broker is a real one."""

import logging

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import transaction

from eig.common import queue

TASK = "eig.home.tasks.every_minute"


@pytest.fixture
def waiting():
    """How many messages wait in the queue of this test session."""
    address = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://")
    client = redis.Redis.from_url(address)
    name = settings.CELERY_TASK_DEFAULT_QUEUE
    client.delete(name)
    yield lambda: client.llen(name)
    client.delete(name)
    client.close()


@pytest.fixture(autouse=True)
def _closed_breaker(monkeypatch):
    monkeypatch.setattr(queue, "_broken_until", 0.0)


@pytest.fixture
def no_broker(monkeypatch):
    """An application whose broker is not there."""
    lost = Celery("lost", broker="redis://127.0.0.1:1/0", set_as_current=False)
    lost.conf.task_publish_retry = False
    lost.conf.broker_connection_retry = False
    monkeypatch.setattr(queue, "current_app", lost)


@pytest.mark.django_db(transaction=True)
def test_a_nudge_leaves_after_the_commit_and_once(waiting):
    with transaction.atomic():
        queue.nudge(TASK)
        queue.nudge(TASK)
        queue.nudge("eig.notifications.tasks.drain_outbox")
        assert waiting() == 0
    assert waiting() == 2


@pytest.mark.django_db(transaction=True)
def test_an_act_undone_nudges_nobody(waiting):
    with transaction.atomic():
        queue.nudge(TASK)
        transaction.set_rollback(True)
    assert waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_an_absent_broker_is_no_error_for_the_person(no_broker, caplog):
    with caplog.at_level(logging.WARNING), transaction.atomic():
        queue.nudge(TASK)
    assert "broker unreachable: " in caplog.text


def test_after_a_failure_the_broker_is_left_alone_for_a_while(no_broker, waiting, monkeypatch):
    assert not queue.send(TASK)
    monkeypatch.undo()
    monkeypatch.setattr(queue, "_broken_until", queue.time.monotonic() + queue.BREAKER_SECONDS)
    assert not queue.send(TASK)
    assert waiting() == 0
    monkeypatch.setattr(queue, "_broken_until", 0.0)
    assert queue.send(TASK)
    assert waiting() == 1


def test_the_breaker_opens_on_the_first_failure(no_broker):
    before = queue.time.monotonic()
    assert not queue.send(TASK)
    assert queue._broken_until >= before + queue.BREAKER_SECONDS
