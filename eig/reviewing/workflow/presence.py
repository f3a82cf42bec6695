"""Who has a file open."""

from datetime import datetime
from typing import Any

from eig.accounts.models import User
from eig.reviewing.models.presence import AbstractPresence


def be_present(presences: type[AbstractPresence], subject: Any, *, by: User, at: datetime) -> list[AbstractPresence]:
    """Say that a person has a file open, forget those who left; returns the others who have it open: three queries."""
    presences.objects.stale(at).delete()
    presences.objects.bulk_create(
        [presences(**{presences.SUBJECT: subject}, user=by, since=at, seen_at=at)],
        update_conflicts=True,
        update_fields=["seen_at"],
        unique_fields=[presences.SUBJECT, "user"],
    )
    return list(presences.objects.now(at).filter(**{presences.SUBJECT: subject}).exclude(user=by))
