"""What awaits mentors, EIG and the coordination."""

from datetime import date

from eig.common.clock import paris
from mentoring.checkins.todo import todo
from mentoring.checkins.workflow.logging import log_checkin
from tests.mentoring.conftest import ANSWER


def titles(user, at) -> list[str]:
    return [line.title for line in todo(user, at)]


def test_the_mentor_and_the_eig_fill_theirs(mission, mentor, eig, at):
    assert titles(mentor, at) == ["Remplir le point d’étape du mois 1 de MonitorFish"]
    assert titles(eig, at) == ["Remplir le point d’étape du mois 1 de MonitorFish"]


def test_late_ones_first_and_none_too_early(mission, mentor):
    lines = todo(mentor, paris(date(2020, 10, 28), 9))
    assert [line.due_at.date() for line in lines] == [date(2020, 9, 30), date(2020, 10, 31)]
    assert titles(mentor, paris(date(2020, 9, 24), 9)) == []


def test_the_coordination_watches(mission, mentor, mentor_point, coordination):
    assert titles(coordination, paris(date(2020, 9, 20), 9)) == []
    answer = ANSWER | {"blocked": True, "blockers": "Le réseau"}
    log_checkin(mentor_point, answer, by=mentor, at=paris(date(2020, 9, 30), 9))
    assert [line.replace("\u00a0", " ") for line in titles(coordination, paris(date(2020, 10, 2), 9))] == [
        "Relancer 2 points d’étape en retard",
        "Débloquer : 1 blocage signalé, à prendre en charge",
    ]


def test_a_stranger_owes_nothing(mission, candidate, at):
    assert todo(candidate, at) == []
