"""What a juror may open, and what sets them aside."""

from challenges.models import Challenge, ConflictOfInterest
from eig.accounts.models import User
from eig.juries.models import Hearing


def may_read_files(user: User, hearing: Hearing) -> bool:
    """Whether a juror may open what is heard: false before the charter is signed, or in conflict: one query."""
    return Challenge.objects.files_read_by(user).filter(hearing=hearing).exists()


def in_conflict(user: User, challenge: Challenge) -> bool:
    """Whether a link sets a person aside from judging a challenge: one query."""
    return ConflictOfInterest.objects.standing().filter(challenge=challenge, user=user).exists()
