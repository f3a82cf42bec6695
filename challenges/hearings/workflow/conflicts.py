"""Conflicts of interest: declared by the juror or by the coordination, lifted by the latter."""

from datetime import datetime

from django.db import transaction

from challenges.hearings.letters.conflicts import conflict_declared
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.states import ConflictKind
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.notifications.workflow import post
from eig.reviewing.workflow import conflicts


def declare_conflict(
    challenge: Challenge,
    user: User,
    *,
    kind: str = ConflictKind.DECLARED,
    reason: str = "",
    by: User,
    at: datetime,
) -> ConflictOfInterest:
    """Set a person aside from judging a challenge. Raises ``StepRefused`` when they have already marked it."""
    sentence = challenge.promotion.said(" a déjà noté ce {challenge} : la coordination doit d’abord retirer sa fiche.")
    given = {"kind": kind, "reason": reason, "marked": f"{user}{sentence}"}
    return conflicts.declare_conflict(ConflictOfInterest, challenge, user, **given, by=by, at=at)


def lift_conflict(challenge: Challenge, user: User, *, reason: str, by: User, at: datetime) -> None:
    """Find that a link does not set a person aside, and say why. Raises ``StepRefused`` without a reason."""
    conflicts.lift_conflict(ConflictOfInterest, challenge, user, reason=reason, by=by, at=at)


@transaction.atomic
def set_oneself_aside(challenge: Challenge, *, kind: str, reason: str, by: User, at: datetime) -> None:
    """A juror's own declaration: the file closes for them at once, and the coordination is told.

    Raises ``StepRefused`` when they have already marked the challenge.
    """
    post(conflict_declared(declare_conflict(challenge, by, kind=kind, reason=reason, by=by, at=at)), at=at)
