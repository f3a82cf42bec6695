"""The reminders that follow from the calendar of a promotion, declared once by the apps that post them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType

from eig.common import clock
from eig.notifications.ladder import Rung
from eig.notifications.letters import Letter
from eig.promotions.models.programmes import Promotion
from eig.promotions.rules import moved_day
from eig.promotions.states import WindowKind


@dataclass(frozen=True)
class Calendar:
    """The dates of a promotion: opening and closing of each door (instants), first day, length in months."""

    doors: dict[str, tuple[datetime, datetime]]
    starts_on: date | None
    months: int


@dataclass(frozen=True)
class Ladder:
    """The rungs of one letter and whom it reaches.

    ``deadlines`` gives the instants that the rungs are counted from; a ladder without it hangs on an act, named by
    ``after``.
    """

    letter: Letter
    rungs: tuple[Rung, ...]
    audience: str
    deadlines: Callable[[Calendar], Sequence[datetime]] | None = None
    after: str = ""


@dataclass(frozen=True)
class PlannedLetter:
    """One letter that a calendar would send: when, which one, to whom."""

    at: datetime
    label: str
    audience: str


LADDERS: list[Ladder] = []
"""Every ladder of the site: the copy of a promotion shows them."""


def declare(*modules: ModuleType) -> None:
    """Make the ladders that some modules hold known to the site. Called by the ``registries`` of each app."""
    LADDERS.extend(value for module in modules for value in vars(module).values() if isinstance(value, Ladder))


def opening(kind: WindowKind) -> Callable[[Calendar], Sequence[datetime]]:
    """The opening of one door, where the promotion has it."""
    return lambda calendar: [calendar.doors[kind][0]] if kind in calendar.doors else []


def closing(kind: WindowKind) -> Callable[[Calendar], Sequence[datetime]]:
    """The closing of one door, where the promotion has it."""
    return lambda calendar: [calendar.doors[kind][1]] if kind in calendar.doors else []


def calendar_of(promotion: Promotion, days: int = 0) -> Calendar:
    """The dates of a promotion, ``days`` later at the same hours in Paris."""
    doors = {
        window.kind: (clock.shifted(window.opens_at, days), clock.shifted(window.closes_at, days))
        for window in promotion.windows.all()
    }
    start = promotion.starts_on and moved_day(promotion.starts_on, days)
    return Calendar(doors, start, promotion.months)


def planned_letters(calendar: Calendar) -> list[PlannedLetter]:
    """Every dated letter that this calendar would send by itself, in order."""
    return sorted(_planned(calendar), key=lambda letter: (letter.at, letter.label, letter.audience))


def hanging() -> list[Ladder]:
    """The ladders without ``deadlines``: their dates are known once an act is done."""
    return [ladder for ladder in LADDERS if ladder.deadlines is None]


def _planned(calendar: Calendar) -> Iterator[PlannedLetter]:
    for ladder in LADDERS:
        for deadline in ladder.deadlines(calendar) if ladder.deadlines else ():
            for rung in ladder.rungs:
                yield PlannedLetter(rung.due_at(deadline), ladder.letter.label, ladder.audience)
