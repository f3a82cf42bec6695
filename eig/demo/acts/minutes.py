"""What the calendar brings about by itself: publications, expiries, openings and reminders."""

from datetime import datetime

from eig.demo.world import World
from eig.home.workflow import PARTS

MORNINGS = (
    *((2, 21), (2, 25), (2, 27), (3, 8)),
    *((3, 22), (3, 24), (5, 31), (6, 5)),
    *((6, 27), (6, 28), (6, 29), (6, 30), (7, 1)),
    *((7, 16), (7, 17), (7, 18), (7, 19), (7, 20), (7, 22), (7, 24)),
    *((9, 18), (9, 25), (9, 30), (10, 3), (10, 7)),
    *((10, 18), (10, 26), (10, 31), (11, 3), (11, 7)),
    *((11, 18), (11, 25), (11, 26)),
)
"""Days on which the calendar has something to say in the morning: reminders, mostly."""
HOURS = ((4, 2, 10), (6, 19, 9), (7, 15, 9), (7, 20, 9))
"""Publications and expiries: month, day, hour."""


def plan(world: World) -> None:
    """Date a run of what is due on each of ``MORNINGS`` at 8:05, and at each of ``HOURS``, those of publications."""
    for month, day in MORNINGS:
        world.script.add(world.calendar.at(month, day, 8, 5), pass_a_minute)
    for month, day, hour in HOURS:
        world.script.add(world.calendar.at(month, day, hour), pass_a_minute)


def pass_a_minute(*, at: datetime) -> None:
    """Everything that is due, as the worker does it; the worker's own lock is left alone."""
    for part in PARTS.values():
        part(at=at)
