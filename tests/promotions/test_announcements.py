"""The order to publish: once, cancellable until carried out, everybody or nobody."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection

from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementKind, AnnouncementStatus
from eig.promotions.workflow.announcements import (
    abandon_announcement,
    cancel_announcement,
    carry_out,
    order_announcement,
)
from tests.architecture.tree import module_of, sources
from tests.factories.promotions import AnnouncementFactory, PromotionFactory

pytestmark = pytest.mark.django_db
CHALLENGES = AnnouncementKind.CHALLENGES


@pytest.fixture
def promotion(db):
    return PromotionFactory()


def verbs(subject) -> list[str]:
    return [line.verb for line in Entry.objects.about(subject)]


def test_an_order_waits_for_its_hour(promotion, coordination, at):
    order = order_announcement(promotion, CHALLENGES, due_at=at + timedelta(hours=1), by=coordination, at=at)
    assert order.status == AnnouncementStatus.ORDERED
    assert not Announcement.objects.due(at).exists()
    assert list(Announcement.objects.due(at + timedelta(hours=1))) == [order]
    assert verbs(order) == ["order"]
    assert verbs(promotion) == ["order_announcement"]


def test_one_order_of_a_kind_at_a_time(promotion, coordination, at):
    order_announcement(promotion, CHALLENGES, due_at=at, by=coordination, at=at)
    with pytest.raises(StepRefused, match="déjà programmée"):
        order_announcement(promotion, CHALLENGES, due_at=at, by=coordination, at=at)
    order_announcement(promotion, AnnouncementKind.OFFERS, due_at=at, by=coordination, at=at)
    assert Announcement.objects.count() == 2


def test_the_past_is_refused(promotion, coordination, at):
    with pytest.raises(StepRefused, match="déjà passée"):
        order_announcement(promotion, CHALLENGES, due_at=at - timedelta(minutes=1), by=coordination, at=at)


def test_an_order_is_called_off_once(promotion, coordination, at):
    order = order_announcement(promotion, CHALLENGES, due_at=at, by=coordination, at=at)
    cancel_announcement(order, by=coordination, at=at)
    assert order.status == AnnouncementStatus.CANCELLED
    assert not carry_out(order.pk, pytest.fail, at=at)
    with pytest.raises(StepRefused):
        cancel_announcement(order, by=coordination, at=at)
    order_announcement(promotion, CHALLENGES, due_at=at, by=coordination, at=at)


def test_the_coordination_is_told_that_nothing_has_left(promotion, coordination, at, letters):
    order = order_announcement(promotion, CHALLENGES, due_at=at + timedelta(hours=1), by=coordination, at=at)
    cancel_announcement(order, by=coordination, at=at)
    [letter] = letters("promotions/announcement_cancelled")
    assert letter.to == coordination.email
    assert "aucun courrier n’est parti" in letter.text
    assert "cancel_announcement" in verbs(promotion)


def test_carrying_out_calls_once_and_closes_the_order(coordination, at):
    seen = []
    order = AnnouncementFactory(ordered_by=coordination, due_at=at, ordered_at=at)
    assert carry_out(order.pk, lambda held, at: seen.append(held), at=at)
    assert not carry_out(order.pk, lambda held, at: seen.append(held), at=at)
    assert seen == [order]
    order.refresh_from_db()
    assert (order.status, order.done_at) == (AnnouncementStatus.DONE, at)
    assert Entry.objects.about(order).get().actor == coordination


def test_a_failure_leaves_the_order_as_it_was(coordination, at):
    order = AnnouncementFactory(ordered_by=coordination, due_at=at, ordered_at=at)

    def fail(announcement, at):
        raise StepRefused("Il manque une décision.")

    with pytest.raises(StepRefused):
        carry_out(order.pk, fail, at=at)
    order.refresh_from_db()
    assert order.status == AnnouncementStatus.ORDERED


def test_an_abandoned_order_is_explained_to_the_coordination(coordination, at, letters):
    order = AnnouncementFactory(ordered_by=coordination, due_at=at, ordered_at=at)
    abandon_announcement(order, "Il manque une décision.", at=at)
    letter = letters("promotions/announcement_abandoned")[0]
    assert letter.to == coordination.email
    assert "Il manque une décision." in letter.text
    assert Entry.objects.about(order).get().actor is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_carry_out_the_same_order(groups, at):
    """The second one passes by while the first one holds the row, and finds it done afterwards."""
    order = AnnouncementFactory(due_at=at, ordered_at=at)
    inside, leave, seen = threading.Event(), threading.Event(), []

    def slow(announcement, at):
        seen.append(announcement.pk)
        inside.set()
        assert leave.wait(10)

    def first():
        carry_out(order.pk, slow, at=at)
        connection.close()

    worker = threading.Thread(target=first)
    worker.start()
    assert inside.wait(10)
    assert not carry_out(order.pk, slow, at=at)
    leave.set()
    worker.join(10)
    assert not carry_out(order.pk, slow, at=at)
    assert seen == [order.pk]


def test_one_verb_ends_every_publication():
    """Announcers publish; the lock, the check and the last step belong to ``carry_out``."""
    enders = [module_of(path) for path in sources() if re.search(r"take_step\(\w+, .carry_out.", path.read_text())]
    assert enders == ["eig.promotions.workflow.announcements"]
