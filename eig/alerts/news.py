"""What happened between two instants that subscribers asked to be told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from challenges.catalogue.models.catalogue import published_between
from eig.alerts.models import Subscription
from eig.alerts.states import Audience
from eig.common import clock
from eig.common.dates import full_instant
from eig.notifications.ladder import Rung
from eig.promotions.ladders import Calendar
from eig.promotions.models.calendar import Window
from eig.promotions.states import WindowKind

CLOSING = Rung("D-3", days=-3)
DOORS = {
    Audience.ADMINISTRATIONS: (WindowKind.CALL_FOR_PROJECTS, "L’appel à projets"),
    Audience.CANDIDATES: (WindowKind.CALL_FOR_CANDIDATES, "L’appel à candidatures"),
}
HOUR = 8


def morning(after: datetime) -> datetime:
    """Eight o'clock in Paris, the same day or the next: the first one not before ``after``, when its news are told."""
    first = clock.paris(clock.today(after), HOUR)
    return first if first >= after else clock.shifted(first, 1)


def openings(kind: WindowKind) -> Callable[[Calendar], list[datetime]]:
    """When the opening of a door is told: the first morning, if it has not closed by then."""
    return lambda calendar: [
        morning(opens_at) for opens_at, closes_at in _doors(calendar, kind) if morning(opens_at) < closes_at
    ]


def closings(kind: WindowKind) -> Callable[[Calendar], list[datetime]]:
    """The closing that is told beforehand, unless the opening is told on the same morning or later."""
    return lambda calendar: [
        closes_at for opens_at, closes_at in _doors(calendar, kind) if morning(opens_at) < CLOSING.due_at(closes_at)
    ]


def _doors(calendar: Calendar, kind: WindowKind) -> list[tuple[datetime, datetime]]:
    return [calendar.doors[kind]] if kind in calendar.doors else []


@dataclass(frozen=True)
class Published:
    """A challenge newly in the catalogue."""

    public_title: str
    summary: str
    region: str
    families: list[int]
    published_at: datetime

    def suits(self, families: set[int], region: str) -> bool:
        """Whether it matches a subscriber's families (none: all) and region (empty: all)."""
        wanted = not families or not families.isdisjoint(self.families)
        return wanted and region in ("", self.region)


@dataclass(frozen=True)
class News:
    """Open windows and newly published challenges, read once for all the subscribers."""

    windows: list[Window]
    challenges: list[Published]
    until: datetime

    def lines(self, subscription: Subscription) -> list[str]:
        """The sentences for one subscriber, empty when nothing suits; ``families`` must be prefetched."""
        since = subscription.told_until
        kind, words = DOORS[Audience(subscription.audience)]
        doors = [line for window in self.windows if window.kind == kind for line in self._door(window, words, since)]
        if subscription.audience == Audience.ADMINISTRATIONS:
            return doors
        families = {family.pk for family in subscription.families.all()}
        return doors + [
            f"{challenge.public_title} : {challenge.summary}"
            for challenge in self.challenges
            if since < challenge.published_at <= self.until and challenge.suits(families, subscription.region)
        ]

    def _door(self, window: Window, words: str, since: datetime) -> Iterator[str]:
        closing = full_instant(window.closes_at)
        if since < window.opens_at <= self.until:
            yield f"{words} {window.promotion} est ouvert jusqu’au {closing}."
        elif since < CLOSING.due_at(window.closes_at) <= self.until:
            yield f"{words} {window.promotion} se termine bientôt : le {closing}."


def news(since: datetime, until: datetime) -> News:
    """What happened after ``since`` and up to ``until``: two queries."""
    windows = list(Window.objects.public().open(until))
    challenges = [Published(**row) for row in published_between(since, until)]
    return News(windows, challenges, until)
