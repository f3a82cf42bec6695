"""The work of every minute: each part whatever happens to the others, one worker at a time."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection

from eig.common.flow import StepRefused
from eig.home import tasks, workflow
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementKind, AnnouncementStatus
from eig.promotions.workflow.announcements import order_announcement
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.promotions import AnnouncementFactory, PromotionFactory

pytestmark = pytest.mark.django_db


def fail(*args, at):
    raise RuntimeError("broken part")


def test_a_failing_part_stops_no_other_and_is_not_hidden(at, caplog):
    seen = []
    parts = {"first": fail, "second": lambda at: seen.append(at) or 1, "third": fail}
    with caplog.at_level(logging.ERROR), pytest.raises(ExceptionGroup) as raised:
        workflow.every_minute(at, parts)
    assert seen == [at]
    assert len(raised.value.exceptions) == 2
    assert [record.getMessage() for record in caplog.records] == ["every minute: first", "every minute: third"]


def test_everything_runs_on_an_empty_site_as_often_as_one_likes(at, letters):
    assert workflow.every_minute(at)
    assert workflow.every_minute(at)
    assert letters() == []


def test_the_task_reads_the_clock_once(clock, at, monkeypatch):
    seen = []
    monkeypatch.setattr(workflow, "every_minute", lambda now: seen.append(now) or True)
    tasks.every_minute()
    assert seen == [at]


def test_prepared_decisions_are_published_at_their_hour(coordination, agent, at, letters):
    promotion = PromotionFactory()
    kept = ChallengeFactory(preselected=True, pending_decision="keep", promotion=promotion, authors=[agent])
    PositionFactory(challenge=kept)
    due_at = at + timedelta(hours=1)
    order_announcement(promotion, AnnouncementKind.CHALLENGES, due_at=due_at, by=coordination, at=at)
    workflow.every_minute(due_at - timedelta(seconds=1))
    assert letters("challenges/kept") == []
    workflow.every_minute(due_at)
    workflow.every_minute(due_at)
    assert [letter.to for letter in letters("challenges/kept")] == [agent.email]
    kept.refresh_from_db()
    assert kept.status == "selected"
    assert Announcement.objects.get().status == AnnouncementStatus.DONE


def test_an_impossible_publication_is_called_off_and_explained(coordination, at, letters):
    promotion = PromotionFactory()
    ChallengeFactory(preselected=True, pending_decision="keep", promotion=promotion)
    ChallengeFactory(preselected=True, promotion=promotion)
    order_announcement(promotion, AnnouncementKind.CHALLENGES, due_at=at, by=coordination, at=at)
    workflow.every_minute(at)
    workflow.every_minute(at + timedelta(minutes=1))
    assert Announcement.objects.get().status == AnnouncementStatus.CANCELLED
    assert [letter.to for letter in letters("promotions/announcement_abandoned")] == [coordination.email]
    assert letters("challenges/kept") == []


def test_one_broken_order_holds_up_no_other(coordination, at, monkeypatch):
    seen = []
    broken = AnnouncementFactory(kind=AnnouncementKind.CHALLENGES, due_at=at, ordered_at=at)
    fine = AnnouncementFactory(kind=AnnouncementKind.OFFERS, due_at=at, ordered_at=at)
    announcers = {broken.kind: fail, fine.kind: lambda announcement, at: seen.append(announcement)}
    monkeypatch.setattr(workflow, "ANNOUNCERS", announcers)
    with pytest.raises(ExceptionGroup):
        workflow.publish_due(at=at)
    assert seen == [fine]
    broken.refresh_from_db()
    assert broken.status == AnnouncementStatus.ORDERED


def test_an_order_called_off_in_between_is_left_alone(coordination, at, monkeypatch):
    order = AnnouncementFactory(due_at=at, ordered_at=at)

    def refuse(announcement, at):
        raise StepRefused("Trop tard.")

    monkeypatch.setattr(workflow, "ANNOUNCERS", {order.kind: refuse})
    assert workflow.publish_due(at=at) == 0
    assert workflow.publish_due(at=at) == 0
    order.refresh_from_db()
    assert order.status == AnnouncementStatus.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_two_beats_never_work_together(at):
    inside, leave, seen = threading.Event(), threading.Event(), []

    def slow(at):
        seen.append(at)
        inside.set()
        assert leave.wait(10)
        return 1

    def first():
        workflow.every_minute(at, {"slow": slow})
        connection.close()

    worker = threading.Thread(target=first)
    worker.start()
    assert inside.wait(10)
    assert not workflow.every_minute(at, {"slow": slow})
    leave.set()
    worker.join(10)
    assert workflow.every_minute(at, {"slow": slow})
    assert seen == [at, at]
