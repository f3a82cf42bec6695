"""A mission under way: one challenge, one mentor, two people."""

from datetime import datetime

import pytest
from django.db import connections, reset_queries

from eig.common.clock import PARIS
from mentoring.checkins.models.checkins import CheckIn
from mentoring.missions.models.missions import Mission
from mentoring.missions.workflow.opening import open_missions
from tests.factories.accounts import UserFactory
from tests.factories.mentoring import SUMMER, AcceptedOfferFactory, HostedChallengeFactory, MentorFactory


@pytest.fixture
def at() -> datetime:
    """The last Monday before the check-ins of September."""
    return datetime(2020, 9, 28, 10, 0, tzinfo=PARIS)


@pytest.fixture
def challenge(db):
    """A challenge whose team is recruited."""
    return HostedChallengeFactory(title="MonitorFish", administration__name="Centre de surveillance des pêches")


@pytest.fixture
def eig(db):
    """Someone recruited on it."""
    return UserFactory(first_name="Élise", last_name="Entrepreneure")


@pytest.fixture
def mission(challenge, mentor, eig) -> Mission:
    """The mission opened in July, with the mentor, the EIG and a colleague."""
    MentorFactory(challenge=challenge, user=mentor)
    AcceptedOfferFactory(challenge=challenge, user=eig)
    AcceptedOfferFactory(challenge=challenge, family="design", user__first_name="Noé", user__last_name="Collègue")
    open_missions(at=SUMMER)
    return Mission.objects.get()


@pytest.fixture
def mentor_point(mission) -> CheckIn:
    """The mentors' check-in of September."""
    return CheckIn.objects.get(form__audience="mentor", period=1)


@pytest.fixture
def eig_point(mission, eig) -> CheckIn:
    """The EIG's check-in of September."""
    return CheckIn.objects.get(placement__person=eig, period=1)


@pytest.fixture
def queries_of():
    """How many queries something takes."""

    def count(act) -> int:
        connection = connections["default"]
        connection.force_debug_cursor = True
        reset_queries()
        try:
            act()
            return len(connection.queries)
        finally:
            connection.force_debug_cursor = False

    return count


ANSWER = {
    "mood": 3,
    "progress": "La première maquette est entre les mains des contrôleurs.",
    "blocked": False,
    "blockers": "",
    "help_needed": "",
    "next_step": "Test à bord",
    "next_on": None,
}
