"""A publication at a set hour, killed in its middle then while its letters leave: everybody is told, once."""

import random
import time
from collections import Counter
from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection, transaction
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus as S
from challenges.proposal.states import Decision
from eig.common import clock
from eig.journal.models import Entry
from eig.notifications.models import Message
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementStatus
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.promotions import PromotionFactory
from tests.faults.test_letters_survive import WORKER, received, sink, waiting  # noqa: F401
from tests.services import kill, process, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
COUNT, AUTHORS = 40, 2
WRITING = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'INSERT INTO "notifications_message"%'"""


@pytest.fixture
def promotion(groups):
    """Forty challenges decided, two authors each."""
    promotion = PromotionFactory()
    for number in range(COUNT):
        authors = UserFactory.create_batch(AUTHORS)
        decision = Decision.KEEP if number % 2 else Decision.REFUSE
        challenge = ChallengeFactory(
            preselected=True, promotion=promotion, pending_decision=decision, pending_reason="Places.", authors=authors
        )
        PositionFactory(challenge=challenge)
    return promotion


def statuses() -> Counter:
    return Counter(Challenge.objects.values_list("status", flat=True))


def announced() -> int:
    return Entry.objects.filter(verb__startswith="announce_").count()


def writing() -> int:
    """How many sessions are at the letters; PostgreSQL shows one snapshot a transaction unless it is cleared."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WRITING)
        return cursor.fetchone()[0]


def ordered(client, promotion) -> Announcement:
    """Ordered on the page that shows the letters, for three seconds from now."""
    page = reverse("admin:challenges_board_publish", args=[promotion.pk])
    assert f"{COUNT * AUTHORS}\xa0courriers" in client.get(page).content.decode()
    due_at = (clock.now() + timedelta(seconds=3)).astimezone(clock.PARIS)
    answer = client.post(page, {"order": "1", "when": "later", "due_at": f"{due_at:%Y-%m-%dT%H:%M:%S}"})
    assert answer.status_code == 302, answer.content.decode()
    order = Announcement.objects.get()
    wait_until(lambda: clock.now() >= order.due_at)
    return order


def tick() -> None:
    current_app.send_task("eig.home.tasks.every_minute")


def killed_while_publishing(sink) -> None:  # noqa: F811
    """A lock of ours on the outbox stops the worker after its steps and journal lines, before its letters."""
    with process(*WORKER, **sink) as worker:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE notifications_message IN SHARE ROW EXCLUSIVE MODE")
            tick()
            wait_until(writing)
            kill(worker)
        wait_until(lambda: not writing())


def killed_while_sending(sink) -> None:  # noqa: F811
    with process(*WORKER, **sink) as worker:
        tick()
        wait_until(Message.objects.exists)
        before = waiting()
        wait_until(lambda: waiting() < before)
        time.sleep(random.uniform(0.0, 0.1))
        kill(worker)


@pytest.mark.repeated(5)
def test_each_letter_leaves_exactly_once(sink, promotion, client_for, coordination):  # noqa: F811
    order = ordered(client_for(coordination), promotion)
    killed_while_publishing(sink)
    order.refresh_from_db()
    assert (statuses(), announced(), Message.objects.count()) == ({S.PRESELECTED: COUNT}, 0, 0)
    assert order.status == AnnouncementStatus.ORDERED

    for _ in range(2):
        killed_while_sending(sink)
        assert statuses() == {S.SELECTED: COUNT // 2, S.NOT_SELECTED: COUNT // 2}
    assert waiting()

    with process(*WORKER, **sink):
        tick()
        wait_until(lambda: not waiting(), seconds=60)
    order.refresh_from_db()
    assert (order.status, announced()) == (AnnouncementStatus.DONE, COUNT)
    sent = received(sink)
    assert (len(sent), set(sent.values())) == (COUNT * AUTHORS, {1})
    assert set(sent) == set(Message.objects.values_list("message_id", flat=True))
