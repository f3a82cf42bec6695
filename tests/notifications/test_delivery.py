"""Carrying letters: claim, commit, send, mark."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection

from eig.notifications import delivery
from eig.notifications.models import Message
from eig.notifications.states import Policy
from tests.factories.notifications import MessageFactory
from tests.services import wait_until

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 2, 4, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _frozen(clock):
    pass


class Refusing:
    """A mail server that always answers the same thing."""

    error: Exception
    seen = 0

    def open(self):
        pass

    def send_messages(self, emails):
        type(self).seen += 1
        raise self.error

    def close(self):
        pass


@pytest.fixture
def refusing(monkeypatch):
    def build(error):
        Refusing.error, Refusing.seen = error, 0
        monkeypatch.setattr(delivery, "get_connection", Refusing)
        return Refusing

    return build


@pytest.mark.smoke
def test_letters_leave_once_with_their_message_id(clock):
    MessageFactory.create_batch(3)
    assert delivery.drain() == 3
    assert delivery.drain() == 0
    assert sorted(email.extra_headers["Message-ID"] for email in mail.outbox) == sorted(
        Message.objects.values_list("message_id", flat=True)
    )
    assert not Message.objects.waiting().exists()


def test_a_letter_for_later_waits():
    MessageFactory(next_try_at=datetime(2020, 2, 5, 9, tzinfo=UTC))
    assert delivery.drain() == 0


def test_a_failure_is_tried_again_later_and_later(refusing, clock, at):
    refusing(ConnectionRefusedError("down"))
    message = MessageFactory()
    delivery.drain()
    message.refresh_from_db()
    assert (message.attempts, message.claim, message.sent_at) == (1, None, None)
    assert message.next_try_at == at + timedelta(seconds=60)
    assert "ConnectionRefusedError" in message.last_error


def test_a_letter_is_given_up_after_eight_attempts_and_three_days(refusing, at):
    refusing(ConnectionRefusedError("down"))
    message = MessageFactory(attempts=delivery.MAX_ATTEMPTS - 1, posted_at=at - delivery.PATIENCE)
    delivery.drain()
    assert list(Message.objects.failed()) == [message]


def test_a_server_away_for_two_days_costs_no_letter(refusing, at):
    refusing(TimeoutError("timed out"))
    message = MessageFactory(attempts=60, posted_at=at - timedelta(days=2))
    delivery.drain()
    message.refresh_from_db()
    assert (message.stopped_at, message.next_try_at) == (None, at + timedelta(hours=1))


def test_a_refused_address_is_given_up_at_once(refusing):
    refusing(smtplib.SMTPRecipientsRefused({"x@y.example": (550, b"unknown")}))
    message = MessageFactory()
    delivery.drain()
    assert list(Message.objects.failed()) == [message]


def test_one_failing_letter_does_not_stop_the_others(refusing):
    server = refusing(ConnectionRefusedError("down"))
    MessageFactory.create_batch(3)
    delivery.drain()
    assert server.seen == 3


@pytest.mark.parametrize(("policy", "waits"), [(Policy.AT_LEAST_ONCE, True), (Policy.AT_MOST_ONCE, False)])
def test_an_orphan_follows_its_policy_when_nobody_can_be_asked(policy, waits):
    MessageFactory(policy=policy, claim=12345, attempts=1)
    delivery.settle_orphans()
    message = Message.objects.get()
    assert message.claim is None
    assert (message.stopped_at is None) == waits


def _yes(message_id):
    return True


def _no(message_id):
    return False


@pytest.mark.parametrize("policy", Policy.values)
def test_the_receivers_log_settles_an_orphan_exactly(policy, settings):
    settings.OUTBOX_RECEIVER_LOG = f"{__name__}._yes"
    MessageFactory(policy=policy, claim=12345)
    delivery.settle_orphans()
    assert Message.objects.get().sent_at is not None
    settings.OUTBOX_RECEIVER_LOG = f"{__name__}._no"
    second = MessageFactory(policy=policy, claim=12345)
    delivery.settle_orphans()
    second.refresh_from_db()
    assert (second.sent_at, second.stopped_at, second.claim) == (None, None, None)


@pytest.mark.django_db(transaction=True)
def test_a_letter_of_a_living_carrier_is_left_alone():
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [delivery.LOCK_SPACE, 777])
    MessageFactory(claim=777)
    assert delivery.settle_orphans() == 0
    other.close()
    assert wait_until(delivery.settle_orphans) == 1


def test_the_carrier_frees_its_lock():
    MessageFactory()
    delivery.drain()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND classid = %s",
            [delivery.LOCK_SPACE],
        )
        assert cursor.fetchone()[0] == 0
