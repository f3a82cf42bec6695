"""Who fills a check-in."""

from datetime import date

from eig.accounts.models import User
from mentoring.checkins.models import CheckIn


def can_log(user: User, checkin: CheckIn, on: date) -> bool:
    """Whether this person is to fill this check-in on that day; the coordination never answers for others."""
    return not checkin.logged and CheckIn.objects.owed_by(user, on).filter(pk=checkin.pk).exists()
