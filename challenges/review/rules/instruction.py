"""Who asks for corrections, preselects, sets aside, reopens and notes."""

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from eig.accounts.models import User


def can_instruct(user: User, challenge: Challenge) -> bool:
    """Ask for a correction, preselect, set aside, bring back."""
    return can_coordinate(user)


def can_reopen(user: User, challenge: Challenge) -> bool:
    """Open one file again after the closing of the call, the calendar apart."""
    return can_coordinate(user) and not challenge.is_link


def can_note(user: User, challenge: Challenge) -> bool:
    """Write an internal note on a file, whatever its status."""
    return can_coordinate(user)
