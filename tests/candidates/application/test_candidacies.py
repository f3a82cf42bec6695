"""One person for one position: where each stands, and what the person reads of it all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.models.candidacies import Candidacy
from candidates.application.states import (
    CANDIDACY_FLOW,
    OUTCOMES,
    ApplicationStatus,
    CandidacyStatus,
    Standing,
    Verdict,
    standing_of,
)
from candidates.application.workflow import ranking
from candidates.hearings.workflow import scheduling
from candidates.offers.workflow import answers, withdrawal
from candidates.review import workflow as review
from candidates.selection.workflow import lists, publication, rankings
from eig.journal.models import Entry
from eig.promotions.states import AnnouncementKind
from tests.candidates.application.test_ranking import DURING, later
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    MADE,
    ApplicationFactory,
    CandidacyFactory,
    InterviewFactory,
    OfferFactory,
    WishFactory,
    a_position,
    heard,
    published_offers,
)
from tests.factories.juries import JuryFactory
from tests.factories.promotions import AnnouncementFactory
from tests.promotions.orders import carried_out

C, S = CandidacyStatus, ApplicationStatus
pytestmark = pytest.mark.django_db


@pytest.fixture
def person(promotion):
    return ApplicationFactory(promotion=promotion, preselected=True)


def told(application) -> dict:
    return dict(Candidacy.objects.filter(application=application).values_list("position", "status"))


def test_a_preselection_opens_a_candidacy_for_each_wish(promotion, coordination, closing):
    kept, refused = (
        ApplicationFactory(promotion=promotion, submitted=True, pending_verdict=verdict) for verdict in Verdict.values
    )
    positions = [a_position(promotion) for _ in range(2)]
    for application in (kept, refused):
        for rank, position in enumerate(positions, start=1):
            WishFactory(application=application, position=position, rank=rank)
    order = AnnouncementFactory(
        promotion=promotion, kind=AnnouncementKind.PRESELECTION, ordered_by=coordination, due_at=closing
    )
    carried_out(order, review.announce_preselection, at=closing)
    rows = Candidacy.objects.values_list("application", "position", "wish_rank", "proposed_by", "status")
    assert list(rows) == [
        (kept.pk, position.pk, rank, None, C.CONSIDERED) for rank, position in enumerate(positions, start=1)
    ]


class TestWishesRankedLater:
    @pytest.fixture
    def promotion(self, db):
        return later()

    @pytest.fixture
    def rank(self, person):
        """``rank(positions)``: the wishes of the person, in that order, while their door is open."""

        def write(*positions):
            person.refresh_from_db()
            wishes = [(position.pk, "Moi") for position in positions]
            ranking.rank_wishes(person, wishes, version=person.version, by=person.user, at=DURING)
            return list(person.candidacies.values_list("position", "wish_rank", "status"))

        return write

    def test_candidacies_follow_them(self, rank, promotion):
        first, second, third = (a_position(promotion) for _ in range(3))
        assert rank(first, second) == [(first.pk, 1, C.CONSIDERED), (second.pk, 2, C.CONSIDERED)]
        assert rank(third, first) == [(third.pk, 1, C.CONSIDERED), (first.pk, 2, C.CONSIDERED)]

    def test_one_already_heard_is_left_then_come_back_to(self, rank, person, promotion):
        first, other = a_position(promotion), a_position(promotion)
        rank(first)
        person.candidacies.update(status=C.HEARD)
        assert rank(other) == [(first.pk, 1, C.LEFT), (other.pk, 1, C.CONSIDERED)]
        assert rank(other, first) == [(other.pk, 1, C.CONSIDERED), (first.pk, 2, C.CONSIDERED)]


def test_a_position_never_asked_for_is_proposed_by_somebody(promotion, person, coordination):
    heard_for, seated = a_position(promotion), a_position(promotion)
    jury = JuryFactory(promotion=promotion, candidates=True)
    booked = {"starts_at": jury.meets_at, "by": coordination, "at": jury.meets_at - timedelta(days=9)}
    scheduling.schedule_interview(person, heard_for, jury, **booked)
    rankings.prepare_offer(person, seated, by=coordination, at=MADE)
    rows = list(person.candidacies.values_list("position", "wish_rank", "proposed_by"))
    assert rows == [(heard_for.pk, None, coordination.pk), (seated.pk, None, coordination.pk)]


def test_whoever_was_heard_and_leaves_a_list_was_still_heard(promotion, person, coordination):
    position, booked = a_position(promotion), ApplicationFactory(promotion=promotion, preselected=True)
    heard(person, position)
    InterviewFactory(application=booked, position=position)
    lists.rank(position, [person, booked], by=coordination, at=MADE)
    lists.rank(position, [], by=coordination, at=MADE)
    assert (told(person), told(booked)) == ({position.pk: C.HEARD}, {position.pk: C.CONSIDERED})


def test_lists_say_who_is_ranked(promotion, person, coordination):
    position, other = a_position(promotion), ApplicationFactory(promotion=promotion, preselected=True)
    lists.rank(position, [person, other], by=coordination, at=MADE)
    lists.rank(position, [other], by=coordination, at=MADE)
    assert (told(person), told(other)) == ({position.pk: C.CONSIDERED}, {position.pk: C.RANKED})


def test_an_announcement_and_its_answers_move_every_list(promotion, coordination):
    first, second = a_position(promotion), a_position(promotion)
    chosen, waiting, unranked = (ApplicationFactory(promotion=promotion, preselected=True) for _ in range(3))
    CandidacyFactory(application=unranked, position=first)
    lists.rank(first, [chosen, waiting], by=coordination, at=MADE)
    lists.rank(second, [waiting, chosen], by=coordination, at=MADE)
    offer = rankings.prepare_offer(chosen, first, by=coordination, at=MADE)
    order = AnnouncementFactory(promotion=promotion, kind=AnnouncementKind.OFFERS, ordered_by=coordination, due_at=MADE)
    carried_out(order, publication.announce_offers, at=MADE)
    assert told(chosen) == {first.pk: C.OFFERED, second.pk: C.WAITING}
    assert told(waiting) == {first.pk: C.WAITING, second.pk: C.WAITING}
    assert told(unranked) == {first.pk: C.NOT_KEPT}
    unranked.refresh_from_db()
    assert (unranked.status, unranked.standing) == (S.CLOSED, Standing.NOT_CHOSEN)
    sentences = Entry.objects.about(chosen).values_list("sentence", flat=True)
    assert "Poste proposé" in sentences
    answers.decline(offer, by=chosen.user, at=MADE + timedelta(hours=1))
    assert told(chosen) == {first.pk: C.DECLINED, second.pk: C.LEFT}
    assert told(waiting) == {first.pk: C.OFFERED, second.pk: C.WAITING}


def test_whoever_withdraws_leaves_every_list(promotion, person):
    for rank in (1, 2):
        CandidacyFactory(application=person, position=a_position(promotion), wish_rank=rank)
    withdrawal.withdraw(person, by=person.user, at=MADE)
    assert set(told(person).values()) == {C.LEFT}


def test_nobody_is_offered_two_positions_and_each_candidacy_has_a_reason(promotion, coordination):
    offer = OfferFactory(sent=True, position=a_position(promotion))
    wrong = (
        {"status": C.ACCEPTED, "wish_rank": 2},
        {"wish_rank": None},
        {"wish_rank": 0},
        {"status": "chosen", "wish_rank": 2},
        {"position": offer.position, "wish_rank": 3},
    )
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            CandidacyFactory(**{"application": offer.application, "position": a_position(promotion), **values})


def combinations() -> list:
    """Every status of a file with no candidacy, each one, and each pair that may be together."""
    sets = [(), *((one,) for one in C), (C.OFFERED, C.WAITING), (C.DECLINED, C.LEFT), (C.RESCINDED, C.WAITING)]
    return [(status, states) for status in OUTCOMES for states in sets]


@pytest.mark.parametrize(("status", "states"), combinations())
def test_a_person_and_a_filter_read_the_same_standing(promotion, status, states):
    application = ApplicationFactory(promotion=promotion, filed=True, status=status)
    for rank, state in enumerate(states, start=1):
        CandidacyFactory(application=application, position=a_position(promotion), status=state, wish_rank=rank)
    standing = application.standing
    assert standing == standing_of(status, states)
    found = [value for value in Standing if Application.objects.standing(value).exists()]
    assert found == [standing]
    reads = {
        "preselected": standing == Standing.PRESELECTED,
        "on_reserve": standing == Standing.RESERVE,
        "in_contention": standing in (Standing.PRESELECTED, Standing.RESERVE),
    }
    assert {name: getattr(Application.objects, name)().exists() for name in reads} == reads


def test_what_is_not_announced_is_not_told():
    for state in (C.CONSIDERED, C.HEARD, C.RANKED):
        assert standing_of(S.PRESELECTED, [state]) == Standing.PRESELECTED


def test_every_state_is_reached_and_the_settled_ones_stay():
    steps = CANDIDACY_FLOW.steps.values()
    assert {step.target for step in steps} == set(C)
    left = {state for step in steps for state in step.sources}
    settled = {C.DECLINED, C.LAPSED, C.RESIGNED, C.RESCINDED, C.NOT_KEPT}
    assert set(C) - left == settled


def test_the_coordination_reads_each_of_them(client_for, groups, promotion, person, coordination):
    published_offers(promotion, coordination)
    position = a_position(promotion)
    CandidacyFactory(application=person, position=position, status=C.RANKED)
    address = reverse("admin:candidates_application_change", args=[person.pk])
    page = client_for(coordination).get(address).content.decode()
    assert "vœu 1" in page
    assert "classée" in page
    reader = UserFactory(is_staff=True)
    reader.groups.add(groups["hr"])
    assert "classée" not in client_for(reader).get(address).content.decode()
