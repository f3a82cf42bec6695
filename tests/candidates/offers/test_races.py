"""Two people at the same instant, on real connections."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connections

from candidates.application.models.applications import Application
from candidates.application.states import Standing
from candidates.application.workflow import submission
from candidates.offers.workflow import answers, succession, withdrawal
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from eig.common.flow import StepRefused
from tests.factories.candidates import (
    EXPIRES,
    MADE,
    ApplicationFactory,
    OfferFactory,
    RankingFactory,
    a_position,
    published_offers,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.repeated(40)]
ROUNDS = 5


def at_once(*acts) -> list:
    """Run acts in threads that start together; what each returned or was refused."""
    barrier, results = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        close_old_connections()
        barrier.wait()
        try:
            results[number] = act()
        except StepRefused as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def a_list(promotion, position, count) -> list[Application]:
    people = [ApplicationFactory(promotion=promotion, reserve=True) for _ in range(count)]
    for rank, person in enumerate(people, start=2):
        RankingFactory(position=position, rank=rank, application=person)
    return people


@pytest.fixture
def published(promotion, coordination):
    published_offers(promotion, coordination)
    return promotion


def sent(promotion, position, seat=1) -> Offer:
    return OfferFactory(
        sent=True,
        position=position,
        seat=seat,
        application=ApplicationFactory(promotion=promotion, chosen=True),
    )


def test_two_next_offers_at_once_never_oversell(published):
    for _ in range(ROUNDS):
        position = a_position(published, seats=2)
        a_list(published, position, 5)
        at_once(*[lambda position=position: succession.offer_next(position, at=MADE)] * 4)
        seats = Offer.objects.live().filter(position=position).order_by("seat").values_list("seat", flat=True)
        assert list(seats) == [1, 2]


def test_one_person_on_two_lists_gets_one_offer(published):
    for _ in range(ROUNDS):
        first, second = a_position(published), a_position(published)
        shared = a_list(published, first, 1)[0]
        RankingFactory(position=second, rank=1, application=shared)
        results = at_once(lambda: succession.offer_next(first, at=MADE), lambda: succession.offer_next(second, at=MADE))  # noqa: B023
        assert sorted(len(made) for made in results) == [0, 1]
        assert Offer.objects.live().filter(application=shared).count() == 1


def test_two_lists_in_opposite_orders_do_not_block_each_other(published):
    for _ in range(ROUNDS):
        first, second = a_position(published, seats=2), a_position(published, seats=2)
        people = a_list(published, first, 4)
        for rank, person in enumerate(reversed(people), start=1):
            RankingFactory(position=second, rank=rank, application=person)
        at_once(lambda: succession.offer_next(first, at=MADE), lambda: succession.offer_next(second, at=MADE))  # noqa: B023
        assert Offer.objects.live().filter(application__in=people).count() == 4


def test_accept_against_expire(published):
    for _ in range(ROUNDS):
        position = a_position(published)
        offer = sent(published, position)
        a_list(published, position, 1)
        last = EXPIRES - timedelta(seconds=1)
        at_once(
            lambda: answers.accept(offer, by=offer.application.user, at=last),  # noqa: B023
            lambda: answers.expire_offers(at=EXPIRES),
        )
        offer.refresh_from_db()
        holder = Offer.objects.live().get(position=position)
        assert offer.status in (OfferStatus.ACCEPTED, OfferStatus.EXPIRED)
        assert (holder == offer) == (offer.status == OfferStatus.ACCEPTED)
        recruited = Application.objects.get(pk=offer.application_id).standing == Standing.RECRUITED
        assert recruited == (holder == offer)


def test_accept_against_decline_and_withdraw(published):
    at = MADE + timedelta(hours=1)
    for _ in range(ROUNDS):
        position = a_position(published)
        offer = sent(published, position)
        a_list(published, position, 2)
        user = offer.application.user
        at_once(
            lambda: answers.accept(offer, by=user, at=at),  # noqa: B023
            lambda: answers.decline(offer, by=user, at=at),  # noqa: B023
            lambda: withdrawal.withdraw(Application.objects.get(pk=offer.application_id), by=user, at=at),  # noqa: B023
        )
        assert Offer.objects.live().filter(position=position).count() == 1


def test_two_submissions_at_once_are_one(promotion, candidate, at, letters):
    application = ApplicationFactory(promotion=promotion, user=candidate, complete=True)
    others = [ApplicationFactory(promotion=promotion, complete=True) for _ in range(3)]
    at_once(
        lambda: submission.submit(Application.objects.get(pk=application.pk), by=candidate, at=at),
        lambda: submission.submit(Application.objects.get(pk=application.pk), by=candidate, at=at),
        *[lambda other=other: submission.submit(other, by=other.user, at=at) for other in others],
    )
    numbers = Application.objects.filter(promotion=promotion).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]
    assert len(letters("candidates/submitted")) == 4
