"""Instants as French sentences: day, hour and zone in full, and how long is left."""

from datetime import date, datetime, timedelta

from eig.common.clock import PARIS
from eig.common.text import NBSP, plural

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def local(value: date | datetime) -> date | datetime:
    """An instant on Paris clocks; a plain date as it is."""
    return value.astimezone(PARIS) if isinstance(value, datetime) else value


def short_day(value: date | datetime) -> str:
    """« 28 février 2020 », and « 1er mars 2020 »."""
    day = local(value)
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def long_day(value: date | datetime) -> str:
    """« vendredi 28 février 2020 »."""
    return f"{WEEKDAYS[local(value).weekday()]} {short_day(value)}"


def month(value: date | datetime) -> str:
    """« février 2020 »."""
    day = local(value)
    return f"{MONTHS[day.month - 1]} {day.year}"


def clock_time(value: datetime) -> str:
    """« 17 h 00 », in Paris."""
    at = value.astimezone(PARIS)
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02}"


def short_instant(value: datetime) -> str:
    """« 28 février 2020 à 17 h 00 »."""
    return f"{short_day(value)} à {clock_time(value)}"


def full_instant(value: datetime) -> str:
    """« vendredi 28 février 2020 à 17 h 00, heure de Paris »."""
    return f"{long_day(value)} à {clock_time(value)}, heure de Paris"


def remaining(instant: datetime, at: datetime) -> str:
    """« dans 3 jours », « dans 2 heures », « il y a 5 minutes »: never more than what is really left."""
    ahead = instant > at
    return ("dans " if ahead else "il y a ") + _length(instant, at)


def _length(instant: datetime, at: datetime) -> str:
    gap = abs(instant - at)
    if gap >= timedelta(days=2):
        return plural(abs((instant.astimezone(PARIS).date() - at.astimezone(PARIS).date()).days), "jour")
    if gap >= timedelta(hours=1):
        return plural(gap // timedelta(hours=1), "heure")
    minutes = gap // timedelta(minutes=1)
    return plural(minutes, "minute") if minutes else "moins d’une minute"


def is_near(instant: datetime, at: datetime, days: int = 14) -> bool:
    """Whether the instant is ahead and close enough for its countdown to be said."""
    return timedelta() < instant - at <= timedelta(days=days)
