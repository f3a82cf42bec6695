"""What the calendar brings about by itself: publications, expiries, openings and reminders."""

from datetime import date, datetime, timedelta

from eig.common import clock
from eig.demo.world import World
from eig.home.workflow import PARTS

SEASONS = (
    ((2, 20), (3, 20)),
    ((3, 22), (3, 26)),
    ((5, 30), (6, 8)),
    ((6, 26), (7, 4)),
    ((7, 15), (7, 26)),
    ((9, 24), (11, 30)),
)
"""Days on which something may be due in the morning, both inside."""
HOURS = ((4, 2, 10), (6, 19, 9), (7, 15, 9), (7, 20, 9))
"""Publications and expiries: month, day, hour."""


def plan(world: World) -> None:
    """One minute every morning of the busy seasons, and the minute of each publication."""
    for first, last in SEASONS:
        day, end = world.calendar.day(*first), world.calendar.day(*last)
        while day <= end:
            _plan_morning(world, day)
            day += timedelta(days=1)
    for month, day, hour in HOURS:
        world.script.add(world.calendar.at(month, day, hour, 0), pass_a_minute)


def _plan_morning(world: World, day: date) -> None:
    world.script.add(clock.paris(day, 8, 5), pass_a_minute)


def pass_a_minute(*, at: datetime) -> None:
    """Everything that is due, as the worker does it; the worker's own lock is left alone."""
    for part in PARTS.values():
        part(at=at)
