"""Who follows every mission."""

from datetime import date

from eig.accounts.models import User
from mentoring.missions.models import COORDINATION, Mission


def reads_all(user: User) -> bool:
    """Whether this person follows every mission: the coordination."""
    return user.has_perm(COORDINATION)


def may_owe(user: User, on: date) -> bool:
    """Whether the follow-up concerns this person at all: one mentors, works on or coordinates missions."""
    return reads_all(user) or Mission.objects.visible_to(user).exists()
