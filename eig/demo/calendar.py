"""The calendar of 2020, moved so that the moment shown is today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eig.common import clock


@dataclass(frozen=True)
class Calendar:
    """Every date of the real year, ``days`` later; hours stay those of Paris clocks."""

    days: int

    @classmethod
    def showing(cls, moment: date, now: datetime) -> "Calendar":
        """The calendar in which a day of the real year is today."""
        return cls((clock.today(now) - moment).days)

    def day(self, month: int, day: int, year: int = 2020) -> date:
        """A day of the real year, as the demonstration dates it."""
        return self.moved(date(year, month, day))

    def moved(self, real: date) -> date:
        """A date of the real year, as the demonstration dates it."""
        return real + timedelta(days=self.days)

    def at(self, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
        """An instant of 2020, as the demonstration dates it."""
        return clock.paris(self.day(month, day), hour, minute)
