"""Accepted offers become missions, placements and check-ins, once."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from eig.common.clock import paris
from mentoring.checkins.models.checkins import CheckIn
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement
from mentoring.missions.workflow.opening import open_missions
from tests.factories.mentoring import SUMMER, AcceptedOfferFactory, HostedChallengeFactory, MentorFactory
from tests.factories.promotions import PromotionFactory

pytestmark = pytest.mark.django_db


def test_one_mission_a_challenge_and_one_placement_an_offer(mission, challenge):
    assert (mission.challenge, mission.starts_on, mission.ends_on) == (challenge, date(2020, 9, 1), date(2021, 6, 30))
    assert Placement.objects.filter(mission=mission, starts_on=mission.starts_on).count() == 2


def test_ten_checkins_for_the_mentors_and_for_each_person(mission):
    assert CheckIn.objects.filter(form__audience="mentor").count() == 10
    assert CheckIn.objects.filter(form__audience="eig").count() == 20


def test_due_on_the_last_day_of_each_month_of_the_mission(mission):
    days = CheckIn.objects.filter(form__audience="mentor").order_by("period").values_list("due_on", flat=True)
    assert [days[0], days[5], days[9]] == [date(2020, 9, 30), date(2021, 2, 28), date(2021, 6, 30)]


def test_mentors_and_people_are_told_once(mission, letters):
    open_missions(at=SUMMER)
    assert [letter.to for letter in letters("mentoring/mentor_opened")] == [mission.challenge.stakeholders.get().email]
    assert len(letters("mentoring/eig_opened")) == 2
    assert "mardi 1er septembre 2020" in letters("mentoring/eig_opened")[0].text.replace("\u00a0", " ")


def test_a_mentor_without_account_is_written_to(challenge, letters):
    mentor = MentorFactory(challenge=challenge)
    type(mentor).objects.filter(pk=mentor.pk).update(user=None, email="mentor@peche.example")
    AcceptedOfferFactory(challenge=challenge)
    open_missions(at=SUMMER)
    assert [letter.to for letter in letters("mentoring/mentor_opened")] == ["mentor@peche.example"]


def test_running_it_again_changes_nothing(mission):
    assert open_missions(at=SUMMER + timedelta(days=1)) == 0
    assert (Mission.objects.count(), Placement.objects.count(), CheckIn.objects.count()) == (1, 2, 30)


def test_a_late_arrival_joins_the_mission_from_that_day(mission, challenge):
    AcceptedOfferFactory(challenge=challenge, family="data")
    open_missions(at=paris(date(2020, 11, 10), 9))
    latest = Placement.objects.order_by("-pk").first()
    assert (latest.mission, latest.starts_on, latest.ends_on) == (mission, date(2020, 11, 10), mission.ends_on)
    assert latest.checkins.first().period == 3


def test_a_challenge_may_start_on_its_own_day_and_last_its_own_months():
    challenge = HostedChallengeFactory(starts_on=date(2020, 8, 17), months=11)
    AcceptedOfferFactory(challenge=challenge)
    open_missions(at=SUMMER)
    mission = Mission.objects.get()
    assert (mission.starts_on, mission.ends_on) == (date(2020, 8, 17), date(2021, 7, 16))
    assert CheckIn.objects.filter(form__audience="mentor").count() == 11


def test_nothing_opens_without_a_first_day():
    AcceptedOfferFactory(challenge=HostedChallengeFactory(promotion=PromotionFactory(starts_on=None)))
    assert open_missions(at=SUMMER) == 0
    assert not Mission.objects.exists()


def test_nothing_opens_for_an_offer_not_accepted():
    AcceptedOfferFactory(status="offered", answered_at=None)
    assert open_missions(at=SUMMER) == 0


def test_as_many_queries_for_thirty_offers_as_for_one(queries_of):
    AcceptedOfferFactory()
    queries = queries_of(lambda: open_missions(at=SUMMER))
    for _ in range(15):
        challenge = HostedChallengeFactory()
        MentorFactory(challenge=challenge)
        AcceptedOfferFactory(challenge=challenge)
        AcceptedOfferFactory(challenge=challenge, family="design")
    assert queries_of(lambda: open_missions(at=SUMMER)) == queries


@pytest.mark.django_db(transaction=True)
def test_two_at_once_place_each_person_once(letters):
    for _ in range(8):
        challenge = HostedChallengeFactory()
        MentorFactory(challenge=challenge)
        AcceptedOfferFactory(challenge=challenge)
    gate, errors = threading.Barrier(4), []

    def run():
        gate.wait()
        try:
            open_missions(at=SUMMER)
        except Exception as error:  # noqa: BLE001 the thread hands it to the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert errors == []
    assert (Mission.objects.count(), Placement.objects.count(), CheckIn.objects.count()) == (8, 8, 160)
    assert len(letters()) == 16
