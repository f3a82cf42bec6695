"""The ladder of each check-in: five days before, the day, three days after; the coordination a week after."""

from datetime import date

import pytest

from eig.common.clock import paris
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.workflow.logging import log_checkin
from mentoring.checkins.workflow.reminders import remind
from mentoring.missions.workflow.opening import open_missions
from tests.factories.mentoring import SUMMER, AcceptedOfferFactory, HostedChallengeFactory, MentorFactory
from tests.mentoring.conftest import ANSWER


def day(number: int, hour: int = 9, month: int = 10):
    return paris(date(2020, month, number), hour)


@pytest.mark.parametrize(
    ("at", "rung", "words"),
    [
        (day(25, 9, 9), "D-5", "est attendu dans 5 jours, le mercredi 30 septembre 2020"),
        (day(30, 9, 9), "D", "est attendu aujourd’hui"),
        (day(3), "D+3", "était attendu le mercredi 30 septembre 2020"),
    ],
)
def test_each_rung_reaches_the_mentor_and_the_people(mission, mentor, letters, at, rung, words):
    remind(at=at)
    rows = letters("mentoring/checkin_due")
    assert len(rows) == 3
    assert {row.key.split(":")[-2] for row in rows} == {rung}
    assert words in rows[0].text.replace("\u00a0", " ")
    assert mentor.email in {row.to for row in rows}


@pytest.mark.parametrize("at", [day(24, 9, 9), day(25, 7, 9), day(28, 9, 9), day(6), day(12)])
def test_between_the_rungs_nothing_leaves(mission, letters, at):
    remind(at=at)
    assert letters("mentoring/checkin_due") == []


def test_two_runs_post_each_rung_once(mission, letters):
    for minute in range(3):
        remind(at=day(30, 9 + minute, 9))
    assert len(letters("mentoring/checkin_due")) == 3


def test_never_to_who_has_answered(mission, mentor_point, mentor, letters):
    log_checkin(mentor_point, ANSWER, by=mentor, at=day(29, 9, 9))
    remind(at=day(30, 9, 9))
    assert mentor.email not in {row.to for row in letters("mentoring/checkin_due")}


def test_a_mentor_who_left_is_left_alone(mission, mentor, letters):
    mission.challenge.stakeholders.update(until=date(2020, 9, 15))
    remind(at=day(30, 9, 9))
    assert mentor.email not in {row.to for row in letters("mentoring/checkin_due")}


def test_a_week_later_the_coordination_reads_what_is_missing(mission, eig_point, eig, letters, coordination):
    log_checkin(eig_point, ANSWER, by=eig, at=day(2))
    remind(at=day(7))
    remind(at=day(7, 18))
    (letter,) = letters("mentoring/checkin_late")
    assert letter.to == coordination.email
    assert letter.subject.replace("\u00a0", " ").startswith("2 points d’étape")
    assert "MonitorFish, mois 1\u00a0: mentor" in letter.text
    assert "Noé Collègue" in letter.text
    assert "Élise" not in letter.text


def test_a_moved_day_starts_a_new_ladder(mission, mentor_point, mentor, letters):
    remind(at=day(30, 9, 9))
    CheckIn.objects.filter(pk=mentor_point.pk).update(due_on=date(2020, 10, 15))
    remind(at=day(15))
    assert len([row for row in letters("mentoring/checkin_due") if row.to == mentor.email]) == 2


def test_a_mission_opened_late_is_not_scolded_for_the_past(challenge, mentor, letters):
    MentorFactory(challenge=challenge, user=mentor)
    AcceptedOfferFactory(challenge=challenge)
    open_missions(at=day(30, 20, 9))
    remind(at=day(30, 21, 9))
    assert letters("mentoring/checkin_due") == []


def test_as_many_queries_for_thirty_as_for_one(queries_of, coordination):
    def mission():
        challenge = HostedChallengeFactory()
        MentorFactory(challenge=challenge)
        AcceptedOfferFactory(challenge=challenge)
        open_missions(at=SUMMER)

    mission()
    for at in (day(30, 9, 9), day(7)):
        queries = queries_of(lambda at=at: remind(at=at))
        assert 0 < queries <= 12
    for _ in range(29):
        mission()
    assert queries_of(lambda: remind(at=day(7))) == queries
