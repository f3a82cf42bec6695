"""Reminders: to those who have not done it, each rung once, at a fixed cost."""

from datetime import datetime, timedelta

import pytest

from candidates.application import rules
from candidates.application.states import ApplicationStatus
from candidates.application.workflow import reminders as applications
from candidates.application.workflow import withdrawals
from candidates.hearings.workflow import reminders as interviews
from candidates.offers.workflow import answers, withdrawal
from candidates.offers.workflow import reminders as offers
from eig.common.clock import PARIS
from eig.journal.steps import take_step
from eig.promotions.models.calendar import Window
from tests.factories.candidates import (
    EXPIRES,
    MADE,
    ApplicationFactory,
    InterviewFactory,
    OfferFactory,
    WishFactory,
    a_position,
)
from tests.factories.juries import HearingFactory, JuryFactory

SUNDAY_31 = datetime(2020, 5, 31, 8, 0, tzinfo=PARIS)
FRIDAY_5 = datetime(2020, 6, 5, 8, 0, tzinfo=PARIS)
QUERIES = 23
JUST_BEFORE = timedelta(minutes=1)


def remind(at: datetime) -> int:
    """What every room reminds of at an instant."""
    return sum(room.remind(at=at) for room in (applications, offers, interviews))


def reminded(letters) -> list:
    return [(m.letter.removeprefix("candidates/"), m.user) for m in letters()]


def test_a_draft_is_reminded_of_at_d_7_and_d_2_once_each(promotion, letters):
    draft = ApplicationFactory(promotion=promotion)
    ApplicationFactory(promotion=promotion, submitted=True)
    for before, rung in enumerate((SUNDAY_31, FRIDAY_5)):
        remind(at=rung - JUST_BEFORE)
        assert len(letters()) == before
        for _ in range(2):
            remind(at=rung)
        assert reminded(letters) == [("draft_reminder", draft.user)] * (before + 1)
    assert "Joignez votre CV" in letters()[0].text
    assert letters()[1].subject.replace("\u00a0", " ").endswith("clôture dans 2 jours")


def test_an_outage_posts_only_the_highest_rung(promotion, letters):
    ApplicationFactory(promotion=promotion)
    remind(at=FRIDAY_5 + timedelta(hours=20))
    assert len(letters()) == 1
    assert ":D-2:" in letters()[0].key


def test_a_draft_begun_after_a_rung_is_not_reminded_of_it(promotion, letters):
    ApplicationFactory(promotion=promotion, created_at=FRIDAY_5 + timedelta(hours=1))
    remind(at=FRIDAY_5 + timedelta(hours=2))
    assert letters() == []


def test_nothing_is_said_from_the_closing_on(promotion, closing, letters):
    ApplicationFactory(promotion=promotion)
    remind(at=closing)
    assert letters() == []


def test_a_moved_closing_starts_a_new_ladder(promotion, letters):
    ApplicationFactory(promotion=promotion)
    remind(at=FRIDAY_5)
    door = rules.door(promotion)
    Window.objects.filter(pk=door.pk).update(closes_at=door.closes_at + timedelta(days=7))
    remind(at=FRIDAY_5 + timedelta(hours=1))
    remind(at=FRIDAY_5 + timedelta(days=7))
    assert len(letters()) == 2


def test_a_complete_draft_is_told_that_only_the_submission_is_missing(promotion, letters):
    ApplicationFactory(promotion=promotion, complete=True)
    remind(at=FRIDAY_5)
    assert "il ne reste qu’à la déposer" in letters()[0].text


@pytest.mark.parametrize("verb", [answers.accept, answers.decline])
def test_an_offer_is_reminded_of_at_half_time_and_on_the_last_day(promotion, letters, verb):
    offer = OfferFactory(sent=True, position=a_position(promotion))
    half = MADE + (EXPIRES - MADE) / 2
    for rung in (half, EXPIRES - timedelta(hours=24)):
        remind(at=rung - JUST_BEFORE)
        for _ in range(2):
            remind(at=rung)
    assert reminded(letters) == [("offer_reminder", offer.application.user)] * 2
    verb(offer, by=offer.application.user, at=EXPIRES - timedelta(hours=23))
    before = len(letters())
    remind(at=EXPIRES - timedelta(hours=1))
    assert len(letters()) == before


def test_an_offer_already_answered_is_not_reminded_of(letters):
    offer = OfferFactory(sent=True)
    answers.decline(offer, by=offer.application.user, at=MADE + timedelta(hours=1))
    remind(at=EXPIRES - timedelta(hours=12))
    assert letters("candidates/offer_reminder") == []


def test_an_interview_is_reminded_of_two_days_and_two_hours_before(letters):
    interview = InterviewFactory()
    starts_at = interview.hearing.starts_at
    for rung in (datetime(2020, 6, 28, 8, tzinfo=PARIS), starts_at - timedelta(hours=2)):
        remind(at=rung - JUST_BEFORE)
        for _ in range(2):
            remind(at=rung)
    remind(at=starts_at)
    assert reminded(letters) == [("interview_reminder", interview.application.user)] * 2


def test_who_has_withdrawn_is_left_alone(letters):
    interview = InterviewFactory(application__preselected=True)
    withdrawal.withdraw(interview.application, by=interview.application.user, at=interview.booked_at)
    remind(at=interview.hearing.starts_at - timedelta(hours=2))
    assert interview.application.status == ApplicationStatus.WITHDRAWN
    assert letters("candidates/interview_reminder") == []


@pytest.mark.parametrize("count", [1, 12])
def test_reminders_cost_the_same_for_one_or_many(promotion, letters, django_assert_num_queries, count):
    at = FRIDAY_5 + timedelta(hours=1)
    jury = JuryFactory(promotion=promotion, candidates=True)
    for number in range(count):
        ApplicationFactory(promotion=promotion, complete=True)
        OfferFactory(sent=True, made_at=at - timedelta(days=4), expires_at=at + timedelta(hours=20))
        starts_at = at + timedelta(hours=1, minutes=number)
        InterviewFactory(
            hearing=HearingFactory(jury=jury, starts_at=starts_at, minutes=1), booked_at=at - timedelta(days=3)
        )
    with django_assert_num_queries(QUERIES):
        assert remind(at=at) == 3 * count
    with django_assert_num_queries(QUERIES - 6):
        remind(at=at)
    assert len(letters()) == 3 * count


def test_those_who_wished_for_a_withdrawn_challenge_are_told_once(promotion, letters):
    position = a_position(promotion)
    told, other = ApplicationFactory(promotion=promotion, submitted=True), ApplicationFactory(promotion=promotion)
    gone = ApplicationFactory(promotion=promotion, filed=True, status=ApplicationStatus.WITHDRAWN)
    for application in (told, gone):
        WishFactory(application=application, position=position)
    WishFactory(application=other, position=a_position(promotion))
    withdrawals.tell_of_withdrawals(at=FRIDAY_5)
    assert letters() == []
    take_step(position.challenge, "withdraw", by=None, at=FRIDAY_5)
    assert [withdrawals.tell_of_withdrawals(at=FRIDAY_5 + JUST_BEFORE * minutes) for minutes in (1, 2)] == [1, 0]
    [letter] = letters()
    assert letter.user == told.user
    assert position.challenge.title in letter.text
