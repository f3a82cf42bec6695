"""Filling a check-in, once and for all."""

from datetime import date

import pytest

from eig.common.clock import paris
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from mentoring.checkins.workflow.logging import log_checkin
from tests.mentoring.conftest import ANSWER


def test_it_keeps_the_answer_with_its_author_and_its_line(mentor_point, mentor, at):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    mentor_point.refresh_from_db()
    assert (mentor_point.status, mentor_point.mood, mentor_point.author) == ("logged", 3, mentor)
    assert mentor_point.logged_at == at
    assert [line.sentence for line in Entry.objects.about(mentor_point)] == ["Point d’étape rempli"]


def test_a_second_answer_is_refused(mentor_point, mentor, at):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    with pytest.raises(StepRefused, match="rempli"):
        log_checkin(mentor_point, ANSWER | {"progress": "Autre chose"}, by=mentor, at=at)
    mentor_point.refresh_from_db()
    assert mentor_point.progress == ANSWER["progress"]


def test_not_before_its_month(mentor_point, mentor):
    with pytest.raises(StepRefused, match=r"mardi 1er.septembre 2020"):
        log_checkin(mentor_point, ANSWER, by=mentor, at=paris(date(2020, 8, 31), 23))
    log_checkin(mentor_point, ANSWER, by=mentor, at=paris(date(2020, 9, 1)))


@pytest.mark.parametrize("hole", [{"mood": None}, {"progress": "  "}, {"blocked": True, "blockers": " "}])
def test_it_says_enough(mentor_point, mentor, at, hole):
    with pytest.raises(StepRefused):
        log_checkin(mentor_point, ANSWER | hole, by=mentor, at=at)
    mentor_point.refresh_from_db()
    assert mentor_point.status == "expected"


def test_a_blocker_alerts_the_coordination(mentor_point, mentor, coordination, at, letters):
    log_checkin(mentor_point, ANSWER | {"blocked": True, "blockers": "Pas d’accès\nau réseau."}, by=mentor, at=at)
    (letter,) = letters("mentoring/blocker")
    assert letter.to == coordination.email
    assert "Pas d’accès au réseau." in letter.text
    assert "Marc Mentor (mentor)" in letter.text


def test_what_an_eig_confides_does_not_travel(eig_point, eig, coordination, at, letters):
    log_checkin(eig_point, ANSWER | {"blocked": True, "blockers": "Tension dans l’équipe."}, by=eig, at=at)
    (letter,) = letters("mentoring/blocker")
    assert "Tension" not in letter.text + letter.html
    assert "confidentiel" in letter.text


def test_nothing_blocks_nobody_is_told(mentor_point, mentor, coordination, at, letters):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    assert letters("mentoring/blocker") == []
