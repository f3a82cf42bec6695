"""Missions follow the calendar when somebody says so, and not before."""

from datetime import date

import pytest
from django.urls import reverse

from eig.common import clock
from eig.common.clock import paris
from eig.common.keeping.version import StaleVersion
from eig.journal.models import Entry
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.workflow.logging import log_checkin
from mentoring.missions.todo import todo
from mentoring.missions.workflow.calendar import follow_calendar, moves
from mentoring.missions.workflow.opening import open_missions
from mentoring.missions.workflow.placing import end_placement
from tests.factories.mentoring import SUMMER, AcceptedOfferFactory, HostedChallengeFactory, MentorFactory
from tests.mentoring.conftest import ANSWER

pytestmark = pytest.mark.django_db
LATER = date(2020, 9, 15)


@pytest.fixture
def promotion(mission):
    return mission.challenge.promotion


@pytest.fixture
def moved(promotion):
    """Its arrival is put off by two weeks, once its mission is open."""
    promotion.starts_on = LATER
    promotion.save()
    return promotion


def test_nothing_moves_by_itself(mission, moved):
    open_missions(at=SUMMER)
    mission.refresh_from_db()
    assert mission.starts_on == date(2020, 9, 1)


def test_missions_people_and_check_ins_move_and_each_is_told_once(mission, moved, coordination, mentor, letters):
    assert follow_calendar(moved, by=coordination, at=SUMMER) == 1
    mission.refresh_from_db()
    assert (mission.starts_on, mission.ends_on) == (LATER, date(2021, 7, 14))
    assert set(mission.placements.values_list("starts_on", "ends_on")) == {(LATER, date(2021, 7, 14))}
    assert CheckIn.objects.count() == 30
    first = CheckIn.objects.get(form__audience="mentor", period=1)
    assert (first.opens_on, first.due_on) == (LATER, date(2020, 10, 14))
    told = sorted(letter.to for letter in letters("mentoring/mission_moved"))
    assert told == sorted([mentor.email, *mission.placements.values_list("person__email", flat=True)])
    line = Entry.objects.about(mission).get()
    assert "30 points d’étape déplacés" in line.note.replace("\xa0", " ")


def test_again_changes_nothing(mission, moved, coordination, letters):
    follow_calendar(moved, by=coordination, at=SUMMER)
    posted = len(letters())
    assert follow_calendar(moved, by=coordination, at=SUMMER) == 0
    assert len(letters()) == posted


def test_dates_that_come_back_are_told_again(mission, moved, coordination, letters):
    follow_calendar(moved, by=coordination, at=SUMMER)
    moved.starts_on = date(2020, 9, 1)
    moved.save()
    follow_calendar(moved, by=coordination, at=paris(date(2020, 8, 1), 9))
    assert len(letters("mentoring/mission_moved")) == 6


def test_what_was_said_stays_and_so_does_who_left(mission, mentor_point, mentor, promotion, coordination, at):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    gone = mission.placements.get(person__last_name="Collègue")
    end_placement(gone, on=date(2020, 10, 10), why="resigned", by=coordination, at=at)
    promotion.starts_on, promotion.months = date(2020, 9, 7), 8
    promotion.save()
    follow_calendar(promotion, by=coordination, at=at)
    mentor_point.refresh_from_db()
    gone.refresh_from_db()
    assert mentor_point.due_on == date(2020, 9, 30)
    assert gone.ends_on == date(2020, 10, 10)
    assert CheckIn.objects.filter(form__audience="mentor").count() == 8
    stays = mission.placements.get(person__last_name="Entrepreneure")
    assert stays.checkins.order_by("-period").first().due_on == date(2021, 5, 6)


def test_a_challenge_s_own_day_counts(mission, challenge, coordination):
    challenge.starts_on, challenge.months = date(2020, 8, 17), 11
    challenge.save()
    follow_calendar(challenge.promotion, by=coordination, at=SUMMER)
    mission.refresh_from_db()
    assert (mission.starts_on, mission.ends_on) == (date(2020, 8, 17), date(2021, 7, 16))


def test_what_is_over_stays_as_it_was(mission, moved, coordination):
    assert moves(moved, at=paris(date(2021, 8, 1), 9)) == []


def test_the_coordination_is_asked_reads_what_would_change_then_confirms(client_for, mission, moved, coordination):
    with clock.moved_to(SUMMER):
        (line,) = todo(coordination, SUMMER)
        assert line.title.replace("\xa0", " ") == f"Recaler 1 mission sur le calendrier de {moved}"
        client = client_for(coordination)
        html = client.get(line.url).content.decode().replace("\xa0", " ")
        assert "30 points d’étape déplacés" in html
        assert "Marc Mentor" in html
        assert (
            "Recaler sur le calendrier"
            in client.get(reverse("admin:mentoring_mission_change", args=[mission.pk])).content.decode()
        )
        version = client.get(line.url).context["form"]["version"].value()
        assert client.post(line.url, {"version": version}).status_code == 302
        assert todo(coordination, SUMMER) == []
    mission.refresh_from_db()
    assert mission.starts_on == LATER


def test_what_is_confirmed_is_what_was_read(mission, moved, coordination):
    with pytest.raises(StaleVersion):
        follow_calendar(moved, version="autre chose", by=coordination, at=SUMMER)


def test_nobody_else_is_asked(mission, moved, mentor, groups):
    assert todo(mentor, SUMMER) == []


def test_as_many_queries_to_read_for_thirty_missions_as_for_one(mission, moved, queries_of):
    queries = queries_of(lambda: moves(moved, at=SUMMER))
    for _ in range(29):
        challenge = HostedChallengeFactory(promotion=moved)
        MentorFactory(challenge=challenge)
        AcceptedOfferFactory(challenge=challenge)
    open_missions(at=SUMMER)
    moved.starts_on = date(2020, 10, 1)
    moved.save()
    assert len(moves(moved, at=SUMMER)) == 30
    assert queries_of(lambda: moves(moved, at=SUMMER)) == queries
