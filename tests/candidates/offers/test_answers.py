"""Accepting, declining, letting the time run out."""

from datetime import timedelta

import pytest

from candidates.application.states import ApplicationStatus, Standing
from candidates.offers.workflow import answers, succession
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from eig.common.flow import StepRefused
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    EXPIRES,
    MADE,
    ApplicationFactory,
    OfferFactory,
    RankingFactory,
    a_position,
    published_offers,
)
from tests.factories.challenges import StakeholderFactory

S = ApplicationStatus


@pytest.fixture
def at():
    return MADE + timedelta(days=1)


@pytest.fixture
def offer(promotion, coordination):
    published_offers(promotion, coordination)
    return OfferFactory(
        sent=True, position=a_position(promotion), application=ApplicationFactory(promotion=promotion, chosen=True)
    )


def heir(position, rank=2, **status):
    person = ApplicationFactory(promotion=position.challenge.promotion, **(status or {"reserve": True}))
    return RankingFactory(position=position, rank=rank, application=person).application


def live(position):
    return Offer.objects.live().filter(position=position).first()


def kinds(letters) -> list:
    return sorted(m.letter.removeprefix("candidates/") for m in letters())


def test_accepting_recruits_and_tells_everyone_once(offer, coordination, at, letters):
    StakeholderFactory(challenge=offer.position.challenge)
    StakeholderFactory(challenge=offer.position.challenge, user=None, email="sans.compte@service.example", name="Sam")
    person = offer.application
    answers.accept(offer, by=person.user, at=at)
    answers.accept(offer, by=person.user, at=at + timedelta(minutes=1))
    person.refresh_from_db()
    assert (offer.status, offer.answered_at, person.standing) == (OfferStatus.ACCEPTED, at, Standing.RECRUITED)
    assert kinds(letters) == ["accepted", "accepted_coordination", "accepted_mentor", "accepted_mentor"]
    assert {m.to for m in letters("candidates/accepted_mentor")} >= {"sans.compte@service.example"}


def test_the_limit_itself_is_too_late(offer, at):
    with pytest.raises(StepRefused, match="passé depuis le samedi"):
        answers.accept(offer, by=offer.application.user, at=EXPIRES)
    answers.accept(offer, by=offer.application.user, at=EXPIRES - timedelta(microseconds=1))
    assert offer.status == OfferStatus.ACCEPTED


def test_nobody_answers_for_another(offer, coordination, at):
    for verb in (answers.accept, answers.decline):
        for stranger in (UserFactory(), coordination):
            with pytest.raises(StepRefused, match="pas la vôtre"):
                verb(offer, by=stranger, at=at)


def test_declining_opens_the_seat_to_the_next_in_reserve(offer, coordination, at, letters):
    position, person = offer.position, offer.application
    heir(position, 2, recruited=True)
    heir(position, 3, filed=True, status=S.WITHDRAWN)
    next_one, after = heir(position, 4), heir(position, 5)
    answers.decline(offer, by=person.user, at=at)
    answers.decline(offer, by=person.user, at=at)
    follower = live(position)
    person.refresh_from_db()
    next_one.refresh_from_db()
    after.refresh_from_db()
    assert (follower.application, follower.seat, follower.prepared_by) == (next_one, offer.seat, coordination)
    assert (follower.made_at, follower.expires_at) == (at, at + timedelta(days=5))
    assert [person.standing, next_one.standing, after.standing] == [
        Standing.DECLINED,
        Standing.CHOSEN,
        Standing.RESERVE,
    ]
    assert kinds(letters) == ["declined", "offer", "seat_freed"]


def test_an_exhausted_list_is_said_to_the_coordination(offer, at, letters):
    answers.decline(offer, by=offer.application.user, at=at)
    assert "reste à pourvoir" in letters("candidates/seat_freed")[0].text


def test_one_who_has_an_offer_elsewhere_is_skipped(offer, promotion, at):
    busy = heir(offer.position, 2)
    OfferFactory(application=busy, position=a_position(promotion))
    free = heir(offer.position, 3)
    answers.decline(offer, by=offer.application.user, at=at)
    assert live(offer.position).application == free


def test_accepting_frees_the_places_on_other_lists(offer, promotion, at):
    other = OfferFactory(
        sent=True, position=a_position(promotion), application=ApplicationFactory(promotion=promotion, chosen=True)
    )
    RankingFactory(position=other.position, rank=2, application=offer.application)
    second = heir(other.position, 3)
    answers.accept(offer, by=offer.application.user, at=at)
    answers.decline(other, by=other.application.user, at=at)
    assert live(other.position).application == second


def test_expiry_begins_at_the_limit(offer, letters):
    next_one = heir(offer.position)
    assert answers.expire_offers(at=EXPIRES - timedelta(microseconds=1)) == 0
    assert answers.expire_offers(at=EXPIRES) == 1
    assert answers.expire_offers(at=EXPIRES) == 0
    offer.refresh_from_db()
    offer.application.refresh_from_db()
    assert (offer.status, offer.application.standing) == (OfferStatus.EXPIRED, Standing.LAPSED)
    assert live(offer.position).application == next_one
    assert kinds(letters) == ["expired", "offer", "seat_freed"]


def test_an_answer_after_expiry_is_refused(offer):
    answers.expire_offers(at=EXPIRES)
    for verb in (answers.accept, answers.decline):
        with pytest.raises(StepRefused, match="close"):
            verb(offer, by=offer.application.user, at=EXPIRES)


def test_nothing_follows_the_list_before_the_publication(promotion, at, letters):
    position = a_position(promotion)
    RankingFactory(position=position, application=ApplicationFactory(promotion=promotion, reserve=True))
    assert succession.offer_next(position, at=at) == []
    assert letters() == []
