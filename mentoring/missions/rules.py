"""Who follows every mission."""

from eig.accounts.models import User
from mentoring.missions.models import COORDINATION


def reads_all(user: User) -> bool:
    """Whether this person follows every mission: the coordination."""
    return user.has_perm(COORDINATION)
