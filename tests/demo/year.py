"""The year of the demonstration, played once a run: its state at each moment is a database, read or copied."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from eig.common import clock
from eig.demo.acts import minutes
from eig.demo.building import seal, without_savepoints
from eig.demo.calendar import Calendar
from eig.demo.scenarios import SCENARIOS, planned
from tests import databases

NOW = datetime(2026, 11, 27, 21, 30, tzinfo=clock.PARIS)
"""The evening on which the last moment is today: a Friday, as in 2020, so that each day keeps its name."""
LAST = "month-3"


def held(scenario: str) -> str:
    """The name, without its stem, of the database kept for a moment of the year."""
    return f"year-{scenario}"


def midnight(scenario: str) -> datetime:
    """The beginning of the day of a moment."""
    calendar = Calendar.showing(SCENARIOS[LAST].moment, NOW)
    return clock.paris(calendar.moved(SCENARIOS[scenario].moment))


def have_played() -> None:
    """Have the year played from its beginning to its last moment."""
    databases.made("year", _play, of="deployed")


def _play() -> None:
    with override_settings(DEMO=True), clock.moved_to(NOW):
        with transaction.atomic():
            call_command("setup", verbosity=0)
            world = planned(LAST, NOW)
        for scenario in SCENARIOS:
            with transaction.atomic(), without_savepoints():
                world.script.play(midnight(scenario))
                seal()
            databases.snapshot(held(scenario), "year")


@contextmanager
def read(scenario: str) -> Iterator[None]:
    """On the database of a moment of the year; whatever is written is undone at the end."""
    have_played()
    with databases.using(f"{databases.STEM}_{held(scenario)}"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def shown(scenario: str) -> Iterator[datetime]:
    """On a copy of a moment of the year, at half past ten, the clock stopped; yields that instant."""
    have_played()
    now = midnight(scenario).replace(hour=10, minute=30)
    with databases.copy(held(scenario)), clock.moved_to(now):
        with transaction.atomic():
            minutes.pass_a_minute(at=now)
            seal()
        yield now
