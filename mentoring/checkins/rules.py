"""Who fills a check-in, and who sees to what blocks."""

from datetime import date

from eig.accounts.models import User
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.models.checkins import FOLLOWS, READS_ALL, CheckIn


def can_log(user: User, checkin: CheckIn, on: date) -> bool:
    """Whether this person is to fill this check-in on that day; the coordination never answers for others."""
    return not checkin.logged and CheckIn.objects.owed_by(user, on).filter(pk=checkin.pk).exists()


def can_settle(user: User, signal: Signal) -> bool:
    """Take up what blocks, and say what was done: the coordination."""
    return user.has_perm("mentoring.change_signal") and user.has_perm(READS_ALL)


def follows(user: User) -> bool:
    """Whether this person watches over the check-ins of others: the coordination and the coaches."""
    return user.has_perm(FOLLOWS)
