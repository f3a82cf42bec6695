"""Which jurors a conflict of interest sets aside from which challenges."""

from collections.abc import Sequence

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury


def in_conflict(user: User, challenge: Challenge) -> bool:
    """Whether a link sets a person aside from judging a challenge: one query."""
    return ConflictOfInterest.objects.standing().filter(challenge=challenge, user=user).exists()


def aside_rapporteur(challenge: Challenge, jury: Jury) -> User | None:
    """The rapporteur of a jury when a conflict sets them aside from a challenge, else None: one query."""
    conflicts = ConflictOfInterest.objects.standing().filter(challenge=challenge).values("user")
    seat = jury.seats.live().filter(rapporteur=True, user__in=conflicts).select_related("user").first()
    return seat.user if seat else None


def conflicted(hearings: Sequence[Hearing]) -> set[tuple[int, int]]:
    """The conflicts in force over some hearings, as pairs of a hearing number and a user number: one query."""
    rows = ConflictOfInterest.objects.standing().filter(challenge__hearing__in=hearings)
    return set(rows.values_list("challenge__hearing", "user"))
