"""Ranked lists, prepared offers, their publication."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from candidates.application.states import Standing
from candidates.offers.workflow import withdrawal
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine
from candidates.selection.states import OfferStatus
from candidates.selection.workflow import lists, publication, rankings
from eig.common.flow import StepRefused
from eig.promotions.states import AnnouncementKind
from tests.factories.candidates import (
    MADE,
    ApplicationFactory,
    OfferFactory,
    RankingFactory,
    WishFactory,
    a_position,
)
from tests.factories.promotions import AnnouncementFactory
from tests.promotions.orders import carried_out

S = Standing
QUERIES = 41


@pytest.fixture
def at():
    return MADE


@pytest.fixture
def people(promotion):
    return [ApplicationFactory(promotion=promotion, preselected=True) for _ in range(4)]


def ranked(position) -> list:
    return [row.application for row in RankedLine.objects.of(position)]


def order(promotion, by):
    return AnnouncementFactory(promotion=promotion, kind=AnnouncementKind.OFFERS, ordered_by=by, due_at=MADE)


def statuses(*rows) -> list:
    for row in rows:
        row.refresh_from_db()
    return [row.standing for row in rows]


def test_a_list_is_written_over_the_former_one(promotion, people, coordination, at):
    position = a_position(promotion)
    lists.rank(position, people, by=coordination, at=at)
    lists.rank(position, people[:1:-1], by=coordination, at=at)
    assert ranked(position) == people[:1:-1]


def test_a_list_names_a_person_once_among_those_preselected(promotion, people, coordination, at):
    position = a_position(promotion)
    strangers = [ApplicationFactory(preselected=True), ApplicationFactory(promotion=promotion, submitted=True)]
    for wrong in ([people[0], people[0]], [strangers[0]], [strangers[1]]):
        with pytest.raises(StepRefused):
            lists.rank(position, wrong, by=coordination, at=at)
    assert ranked(position) == []


def test_offers_follow_the_ranks_then_the_wishes(promotion, people, coordination, at):
    first, second, third, _ = people
    single, double = a_position(promotion), a_position(promotion, seats=2)
    WishFactory(application=first, position=double, rank=1)
    WishFactory(application=first, position=single, rank=2)
    lists.rank(single, [first, second], by=coordination, at=at)
    lists.rank(double, [first, third, second], by=coordination, at=at)
    assert rankings.prepare_offers(promotion, by=coordination, at=at) == 3
    assert rankings.prepare_offers(promotion, by=coordination, at=at) == 0
    seated = {offer.application: (offer.position, offer.seat) for offer in Offer.objects.all()}
    assert seated == {first: (double, 1), third: (double, 2), second: (single, 1)}
    assert {offer.prepared_by for offer in Offer.objects.all()} == {coordination}


def test_preparing_costs_the_same_for_one_list_or_ten(coordination, at, django_assert_num_queries, known_kinds):
    for count in (1, 10):
        promotion = ApplicationFactory().promotion
        for _ in range(count):
            position = a_position(promotion)
            RankingFactory(position=position, application=ApplicationFactory(promotion=promotion, preselected=True))
        rankings.prepare_offers(ApplicationFactory().promotion, by=coordination, at=at)
        with django_assert_num_queries(9):
            assert rankings.prepare_offers(promotion, by=coordination, at=at) == count


def test_a_challenge_never_asked_for_may_be_offered_by_hand(promotion, people, coordination, at):
    position = a_position(promotion)
    offer = rankings.prepare_offer(people[0], position, by=coordination, at=at)
    assert (offer.seat, offer.status, offer.made_at) == (1, OfferStatus.PREPARED, None)
    with pytest.raises(StepRefused, match="Toutes les places"):
        rankings.prepare_offer(people[1], position, by=coordination, at=at)
    with pytest.raises(StepRefused, match="déjà une proposition"):
        rankings.prepare_offer(people[0], a_position(promotion), by=coordination, at=at)
    rankings.cancel_offer(offer, by=coordination, at=at)
    assert rankings.prepare_offer(people[1], position, by=coordination, at=at).seat == 1


def test_an_offer_is_only_for_someone_preselected_there(promotion, coordination, at):
    position = a_position(promotion)
    for wrong in (ApplicationFactory(promotion=promotion, submitted=True), ApplicationFactory(preselected=True)):
        with pytest.raises(StepRefused):
            rankings.prepare_offer(wrong, position, by=coordination, at=at)


def test_a_sent_offer_is_not_cancelled(coordination, at):
    with pytest.raises(StepRefused, match="déjà envoyée"):
        rankings.cancel_offer(OfferFactory(sent=True), by=coordination, at=at)


def test_the_database_refuses_a_seat_or_a_person_twice(promotion, people):
    offer = OfferFactory(application=people[0], position=a_position(promotion))
    for clash in (
        {"application": people[1], "position": offer.position},
        {"application": people[0], "position": a_position(promotion)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            OfferFactory(**clash)


def test_nothing_prepared_is_not_published(promotion, people, coordination, at):
    with pytest.raises(StepRefused, match="Aucune proposition"):
        publication.order_offers(promotion, due_at=at, by=coordination, at=at)


def test_the_publication_tells_everyone_once(promotion, people, coordination, at, letters):
    chosen, waiting, unranked, gone = people
    withdrawal.withdraw(gone, by=gone.user, at=at)
    position = a_position(promotion)
    lists.rank(position, [chosen, waiting], by=coordination, at=at)
    rankings.prepare_offers(promotion, by=coordination, at=at)
    announcement = order(promotion, coordination)
    assert carried_out(announcement, publication.announce_offers, at=at) == 3
    assert carried_out(announcement, publication.announce_offers, at=at) == 0
    assert statuses(*people) == [S.CHOSEN, S.RESERVE, S.NOT_CHOSEN, S.WITHDRAWN]
    offer = Offer.objects.get()
    assert (offer.status, offer.made_at, offer.expires_at) == (OfferStatus.OFFERED, at, at + timedelta(days=5))
    assert {m.letter: m.user for m in letters() if m.letter != "candidates/withdrawn"} == {
        "candidates/offer": chosen.user,
        "candidates/reserve": waiting.user,
        "candidates/not_chosen": unranked.user,
    }
    text = letters("candidates/offer")[0].text.replace("\u00a0", " ")
    assert "samedi 25 juillet 2020 à 10 h 00, heure de Paris" in text


def test_a_second_publication_only_sends_what_is_new(promotion, people, coordination, at, letters):
    first, second = people[:2]
    listed, unlisted = a_position(promotion), a_position(promotion)
    lists.rank(listed, people, by=coordination, at=at)
    rankings.prepare_offers(promotion, by=coordination, at=at)
    carried_out(order(promotion, coordination), publication.announce_offers, at=at)
    rankings.prepare_offer(second, unlisted, by=coordination, at=at)
    assert carried_out(order(promotion, coordination), publication.announce_offers, at=at + timedelta(hours=1)) == 1
    assert statuses(first, second) == [S.CHOSEN, S.CHOSEN]


def test_publishing_hundreds_costs_the_same_as_three(coordination, at, letters, django_assert_num_queries, known_kinds):
    for count in (1, 40):
        promotion = ApplicationFactory().promotion
        for _ in range(count):
            position = a_position(promotion)
            chosen = ApplicationFactory(promotion=promotion, preselected=True)
            OfferFactory(application=chosen, position=position)
            RankingFactory(application=ApplicationFactory(promotion=promotion, preselected=True), position=position)
            ApplicationFactory(promotion=promotion, preselected=True)
        announcement = order(promotion, coordination)
        with django_assert_num_queries(QUERIES):
            carried_out(announcement, publication.announce_offers, at=at)
    assert len(letters()) == 123


def test_someone_on_the_waiting_list_may_be_told_that_it_is_over(promotion, people, coordination, at, letters):
    waiting = ApplicationFactory(promotion=promotion, reserve=True)
    publication.refuse(waiting, by=coordination, at=at)
    assert waiting.standing == S.NOT_CHOSEN
    with pytest.raises(StepRefused):
        publication.refuse(people[0], by=coordination, at=at)
    assert [m.letter for m in letters()] == ["candidates/not_chosen"]
