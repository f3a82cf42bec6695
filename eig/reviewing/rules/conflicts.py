"""Whom a conflict of interest sets aside from which files."""

from typing import Any

from eig.accounts.models import User
from eig.juries.models.juries import Jury
from eig.reviewing.models.conflicts import AbstractConflict


def in_conflict(conflicts: type[AbstractConflict], user: User, subject: Any) -> bool:
    """Whether a link sets a person aside from judging a file: one query."""
    return conflicts.objects.of(user).filter(**{conflicts.SUBJECT: subject}).exists()


def aside_rapporteur(conflicts: type[AbstractConflict], subject: Any, jury: Jury) -> User | None:
    """The rapporteur of a jury when a conflict sets them aside from a file, else None: one query."""
    aside = conflicts.objects.standing().filter(**{conflicts.SUBJECT: subject}).values("user")
    seat = jury.seats.live().filter(rapporteur=True, user__in=aside).select_related("user").first()
    return seat.user if seat else None
