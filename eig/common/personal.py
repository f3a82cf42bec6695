"""The register of personal data: what each app says of its columns, in the ``personal.py`` beside its models.

A table tells of people (``Persons``) or of nobody (``Nobody``), and names all its columns but its automatic key: a
column without a line fails the tests. ``eig.privacy.register`` gathers them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Model

from eig.common.text import NBSP, plural


@dataclass(frozen=True)
class Retention:
    """How long something is kept: ``since`` says until when, in words.

    ``setting`` names the number of months of ``settings.RETENTION_MONTHS`` that it comes after, ``case`` the people
    whom it is about, ``applied`` whether the product deletes by itself what is older.
    """

    since: str
    setting: str = ""
    case: str = ""
    applied: bool = False

    @property
    def months(self) -> int:
        """How many months after what ``since`` says; zero when the event itself ends it."""
        return settings.RETENTION_MONTHS[self.setting] if self.setting else 0

    def __str__(self) -> str:
        words = f"{plural(self.months, 'mois', 'mois')} {self.since}" if self.setting else self.since
        return f"{self.case}{NBSP}: {words}" if self.case else words


@dataclass(frozen=True)
class Activity:
    """A processing activity of article 30: what it is for, what allows it, whose data it holds."""

    title: str
    purpose: str
    basis: str
    people: str


@dataclass(frozen=True)
class Kept:
    """What a column holds of people: its category, why, who reads it, how long."""

    activity: Activity
    what: str
    purpose: str
    readers: Sequence[str]
    until: Sequence[Retention]


@dataclass(frozen=True)
class Persons:
    """A table that tells of people: its columns by what they hold, several names to a line.

    ``nothing`` names those that tell nothing of anybody, never a text. ``labels`` names in French the columns whose own
    name is not.
    """

    model: type[Model]
    told: Mapping[str, Kept]
    nothing: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Nobody:
    """A table where no person is named, and ``why``: what it is instead."""

    model: type[Model]
    why: str
    nothing: str


@dataclass(frozen=True)
class Apart:
    """Personal data that no model holds; ``table`` names the table of the database that does, if any."""

    where: str
    kept: Kept
    table: str = ""
