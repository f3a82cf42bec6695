"""Who may read and write the follow-up."""

from datetime import date

from eig.accounts.models import User
from mentoring.models import CheckIn, Mission
from mentoring.models.missions import COORDINATION


def reads_all(user: User) -> bool:
    """Whether this person follows every mission: the coordination."""
    return user.has_perm(COORDINATION)


def may_owe(user: User, on: date) -> bool:
    """Whether the follow-up concerns this person at all: one mentors, works on or coordinates missions."""
    return reads_all(user) or Mission.objects.visible_to(user).exists()


def can_log(user: User, checkin: CheckIn, on: date) -> bool:
    """Whether this person is to fill this check-in on that day; the coordination never answers for others."""
    return not checkin.logged and CheckIn.objects.owed_by(user, on).filter(pk=checkin.pk).exists()
