"""``take_step``: the only writer of statuses, for one row or for many, all or nothing."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.journal.steps import record, take_step
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementStatus
from tests.factories.promotions import AnnouncementFactory, PromotionFactory

pytestmark = pytest.mark.django_db
S = AnnouncementStatus


@pytest.fixture
def order(coordination):
    return AnnouncementFactory(ordered_by=coordination)


def test_one_row_moves_with_its_other_values_and_leaves_a_line(order, coordination, at):
    take_step(order, "carry_out", by=coordination, at=at, note="À l’heure dite", done_at=at)
    assert (order.status, order.done_at) == (S.DONE, at)
    order.refresh_from_db()
    assert (order.status, order.done_at) == (S.DONE, at)
    line = Entry.objects.about(order).get()
    assert (line.subject, line.actor, line.verb, line.at) == (order, coordination, "carry_out", at)
    assert (line.before, line.after, line.sentence, line.note) == (
        "ordered",
        "done",
        "Décisions publiées",
        "À l’heure dite",
    )


def test_the_calendar_acts_in_nobody_s_name(order, at):
    take_step(order, "cancel", by=None, at=at)
    assert Entry.objects.about(order).get().actor is None


def test_a_step_that_is_not_in_the_table_is_refused_with_a_sentence(order, coordination, at):
    take_step(order, "cancel", by=coordination, at=at)
    with pytest.raises(StepRefused, match="« publier » : l’état actuel est « annulée »"):
        take_step(order, "carry_out", by=coordination, at=at, done_at=at)
    assert Entry.objects.about(order).count() == 1


def test_the_row_is_judged_as_it_is_now_not_as_it_was_read(order, coordination, at):
    stale = Announcement.objects.get(pk=order.pk)
    take_step(order, "cancel", by=coordination, at=at)
    assert stale.status == S.ORDERED
    with pytest.raises(StepRefused):
        take_step(stale, "cancel", by=coordination, at=at)
    assert stale.status == S.ORDERED


def test_many_rows_move_together_each_with_its_line(coordination, at):
    orders = AnnouncementFactory.create_batch(5)
    take_step(orders, "cancel", by=coordination, at=at)
    assert {order.status for order in orders} == {S.CANCELLED}
    assert not Announcement.objects.waiting().exists()
    assert set(Entry.objects.values_list("object_id", flat=True)) == {order.pk for order in orders}


def test_one_refusal_leaves_all_the_others_where_they_were(coordination, at):
    orders = AnnouncementFactory.create_batch(3)
    take_step(orders[1], "cancel", by=coordination, at=at)
    with pytest.raises(StepRefused):
        take_step(orders, "carry_out", by=coordination, at=at, done_at=at)
    assert Announcement.objects.waiting().count() == 2
    assert Entry.objects.count() == 1


def test_a_row_that_is_gone_is_said(order, coordination, at):
    kept = Announcement.objects.get(pk=order.pk)
    order.delete()
    with pytest.raises(StepRefused, match="n’existe plus"):
        take_step(kept, "cancel", by=coordination, at=at)


def test_nothing_to_move_is_nothing(at, django_assert_num_queries):
    with django_assert_num_queries(0):
        take_step([], "cancel", by=None, at=at)


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_one_and_for_thirty(coordination, at, count, django_assert_num_queries):
    orders = AnnouncementFactory.create_batch(count)
    record(orders[0], "read", "Nature du journal lue d’avance", by=None, at=at)
    with django_assert_num_queries(5):  # a savepoint around: lock, update, journal
        take_step(orders, "cancel", by=coordination, at=at)


def test_an_act_without_a_status_leaves_a_line_too(coordination, at):
    promotion = PromotionFactory()
    record(promotion, "note", "Chose faite", by=coordination, at=at, note="Pourquoi")
    line = Entry.objects.about(promotion).get()
    assert (line.before, line.after, line.note, str(line)) == ("", "", "Pourquoi", "Chose faite")


def test_lines_are_read_with_their_actors_in_one_query(order, coordination, at, django_assert_num_queries):
    for number in range(3):
        record(order, "note", f"Ligne {number}", by=coordination, at=at)
    with django_assert_num_queries(1):
        assert [str(line.actor) for line in Entry.objects.about(order)] == ["Inès Coordination"] * 3


@pytest.mark.django_db(transaction=True)
def test_rows_are_really_locked_until_the_end(at):
    """Another connection may not touch the row before the first one commits."""
    order = AnnouncementFactory()
    moved, leave = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            take_step(order, "cancel", by=None, at=at)
            moved.set()
            assert leave.wait(10)
        connection.close()

    worker = threading.Thread(target=hold)
    worker.start()
    assert moved.wait(10)
    with pytest.raises(OperationalError), transaction.atomic():
        Announcement.objects.select_for_update(nowait=True).get(pk=order.pk)
    leave.set()
    worker.join(10)
    assert Announcement.objects.get().status == S.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_refused(at):
    order, barrier, refusals = AnnouncementFactory(), threading.Barrier(2), []

    def cancel():
        barrier.wait(10)
        try:
            take_step(Announcement.objects.get(pk=order.pk), "cancel", by=None, at=at)
        except StepRefused as refusal:
            refusals.append(refusal)
        connection.close()

    workers = [threading.Thread(target=cancel) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(10)
    assert len(refusals) == 1
    assert Entry.objects.count() == 1
