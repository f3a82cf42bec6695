"""Reminder ladders: rungs before or after a deadline, of which only the highest reached is posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from eig.common import clock

HOUR = 8
LATENESS = timedelta(days=2)


@dataclass(frozen=True)
class Rung:
    """One reminder: a number of days from the deadline's day, at 08:00 Paris, or of hours from the deadline."""

    name: str
    days: int | None = None
    hours: float = 0

    def due_at(self, deadline: datetime) -> datetime:
        """The instant from which this rung may be posted."""
        if self.days is None:
            return deadline + timedelta(hours=self.hours)
        return clock.paris(clock.today(deadline) + timedelta(days=self.days), HOUR)


def reached(
    rungs: Sequence[Rung],
    deadline: datetime,
    at: datetime,
    *,
    since: datetime | None = None,
    lateness: timedelta = LATENESS,
) -> Rung | None:
    """The highest rung reached at ``at``, if it is not stale.

    A rung that was due before ``since`` (the birth of what is reminded of) never existed; one due more than
    ``lateness`` ago is not posted any more.
    """
    past = [rung for rung in rungs if rung.due_at(deadline) <= at]
    if not past:
        return None
    highest = max(past, key=lambda rung: rung.due_at(deadline))
    due = highest.due_at(deadline)
    stale = at - due > lateness or (since is not None and due < since)
    return None if stale else highest


def rung_key(kind: str, pk: int, deadline: datetime, rung: Rung) -> str:
    """The outbox key of one rung: a moved deadline starts a new ladder."""
    return f"{kind}:{pk}:{deadline.astimezone(clock.PARIS):%Y-%m-%dT%H:%M}:{rung.name}"
