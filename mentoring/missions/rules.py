"""Who follows every mission, and who changes its people and its days."""

from eig.accounts.models import User
from mentoring.missions.models.missions import COORDINATION


def reads_all(user: User) -> bool:
    """Whether this person follows every mission: the coordination."""
    return user.has_perm(COORDINATION)


def can_arrange(user: User) -> bool:
    """Place people, end placements, move days, say who is there from when to when: the coordination."""
    return user.has_perm("mentoring.change_mission") and user.has_perm("mentoring.change_placement")
