"""The periods of a mission that a form asks about, and what sentences call them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from eig.promotions.models.programmes import month_after
from mentoring.checkins.states import Rhythm
from mentoring.missions.models.missions import Mission

CLOSING = timedelta(days=30)
"""What is asked once opens this long before the mission ends."""


@dataclass(frozen=True)
class Period:
    """A part of a mission, numbered from 1, and its first and last day: it is told from one to the other."""

    number: int
    opens_on: date
    due_on: date


def periods(mission: Mission, rhythm: str) -> list[Period]:
    """What a mission is asked about at this rhythm, in order."""
    return CUTS[rhythm](mission)


def named(rhythm: str, number: int) -> str:
    """« mois 2 »."""
    return NAMES[rhythm][0].format(number)


def told_of(rhythm: str, number: int) -> str:
    """« du mois 2 »."""
    return NAMES[rhythm][1].format(number)


def _monthly(mission: Mission) -> list[Period]:
    return [
        Period(
            month,
            month_after(mission.starts_on, month - 1),
            min(month_after(mission.starts_on, month, minus_days=1), mission.ends_on),
        )
        for month in range(1, mission.months + 1)
    ]


def _weekly(mission: Mission) -> list[Period]:
    weeks = range((mission.ends_on - mission.starts_on).days // 7 + 1)
    firsts = [mission.starts_on + timedelta(weeks=week) for week in weeks]
    return [
        Period(number, first, min(first + timedelta(days=6), mission.ends_on)) for number, first in enumerate(firsts, 1)
    ]


def _once(mission: Mission) -> list[Period]:
    return [Period(1, max(mission.starts_on, mission.ends_on - CLOSING), mission.ends_on)]


CUTS: Mapping[str, Callable[[Mission], list[Period]]] = {
    Rhythm.MONTHLY: _monthly,
    Rhythm.WEEKLY: _weekly,
    Rhythm.ONCE: _once,
}
NAMES: Mapping[str, tuple[str, str]] = {
    Rhythm.MONTHLY: ("mois {}", "du mois {}"),
    Rhythm.WEEKLY: ("semaine {}", "de la semaine {}"),
    Rhythm.ONCE: ("fin de mission", "de fin de mission"),
}
