"""The one place that reads the time. Pages read it once, at the entry of the request (``request.at``)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_moved: datetime | None = None


def now() -> datetime:
    """The current instant, in UTC; the instant chosen by ``moved_to`` while one is."""
    return _moved or datetime.now(UTC)


def today(at: datetime | None = None) -> date:
    """The date in Paris at the given instant (now by default)."""
    return (at or now()).astimezone(PARIS).date()


def paris(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant of a day and hour as clocks show them in Paris."""
    return datetime.combine(day, time(hour, minute), tzinfo=PARIS)


def shifted(at: datetime, days: int) -> datetime:
    """Same hour on Paris clocks, ``days`` later: a change of hour in between does not move it."""
    local = at.astimezone(PARIS)
    return paris(local.date() + timedelta(days=days), local.hour, local.minute)


@contextmanager
def moved_to(at: datetime) -> Iterator[datetime]:
    """Freeze the product's clock at an instant, for every thread of the process."""
    global _moved  # noqa: PLW0603 every thread of the process must see it
    before, _moved = _moved, at
    try:
        yield at
    finally:
        _moved = before
