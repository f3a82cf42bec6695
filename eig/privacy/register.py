"""The register of personal data (article 30): what every app says of its columns, by processing activity."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from candidates.application import personal as application
from candidates.hearings import personal as interviews
from candidates.review import personal as readings
from candidates.selection import personal as selection
from challenges.administrations import personal as administrations
from challenges.catalogue import personal as catalogue
from challenges.hearings import personal as hearings
from challenges.participants import personal as participants
from challenges.proposal import personal as proposal
from challenges.review import personal as review
from challenges.skills import personal as skills
from eig.accounts import personal as accounts
from eig.alerts import personal as alerts
from eig.common.personal import Activity, Apart, Kept, Nobody, Persons
from eig.demo import personal as demo
from eig.journal import personal as journal
from eig.juries import personal as juries
from eig.notifications import personal as notifications
from eig.pages import personal as pages
from eig.privacy import personal as privacy
from eig.promotions import personal as promotions
from eig.questions import personal as questions
from mentoring.checkins import personal as checkins
from mentoring.missions import personal as missions

DESKS: tuple[Any, ...] = (
    *(accounts, privacy, journal, notifications, questions, pages, promotions),
    *(skills, administrations, proposal, participants, review, hearings, catalogue, juries),
    *(application, readings, interviews, selection, missions, checkins, alerts, demo),
)
TABLES: tuple[Persons | Nobody, ...] = tuple(table for desk in DESKS for table in desk.TABLES)
APART: tuple[Apart, ...] = (*accounts.APART, *privacy.APART)


@dataclass(frozen=True)
class Column:
    """One column of the database that holds something of a person."""

    table: str
    label: str
    path: str
    kept: Kept


def columns() -> Iterator[Column]:
    """Every personal column, in the order of the apps."""
    for table in TABLES:
        if isinstance(table, Persons):
            for names, kept in table.told.items():
                yield from (column(table, name, kept) for name in names.split())


def column(table: Persons, name: str, kept: Kept) -> Column:
    """One column in French: its own name, else that of what it points to."""
    field: Any = table.model._meta.get_field(name)
    own = str(field.verbose_name)
    pointed = str(field.related_model._meta.verbose_name) if field.is_relation else own
    label = table.labels.get(name) or (pointed if own == name.replace("_", " ") else own)
    return Column(str(table.model._meta.verbose_name), label, f"{table.model._meta.label}.{name}", kept)


@dataclass(frozen=True)
class Line:
    """One kind of data and where it is: the labels of its columns by table, or a place outside the tables."""

    kept: Kept
    places: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Chapter:
    """One processing activity with its lines, and everyone who reads something of it."""

    activity: Activity
    lines: list[Line]

    @property
    def readers(self) -> list[str]:
        """The recipients of the activity, each once."""
        return list(dict.fromkeys(str(reader) for line in self.lines for reader in line.kept.readers))


def chapters() -> list[Chapter]:
    """The register, one chapter per activity, without any query."""
    found: dict[Kept, dict[str, list[str]]] = {}
    for told in columns():
        labels = found.setdefault(told.kept, {}).setdefault(capfirst(told.table), [])
        if told.label not in labels:
            labels.append(told.label)
    for apart in APART:
        found.setdefault(apart.kept, {})[apart.where] = []
    activities = dict.fromkeys(kept.activity for kept in found)
    return [
        Chapter(
            activity, [Line(kept, list(places.items())) for kept, places in found.items() if kept.activity == activity]
        )
        for activity in activities
    ]


def nobody() -> list[tuple[str, str]]:
    """The tables that name nobody, with what they are."""
    return [(capfirst(str(table.model._meta.verbose_name)), table.why) for table in TABLES if isinstance(table, Nobody)]


HEADER = (
    "Traitement",
    "Finalité",
    "Base légale",
    "Personnes concernées",
    "Table",
    "Donnée",
    "Nom technique",
    "Catégorie",
    "Utilité",
    "Lue par",
    "Gardée",
    "Effacée par le service",
)


def rows() -> Iterator[tuple[str, ...]]:
    """The register as a table: one row per column, then what is kept elsewhere."""
    for told in columns():
        yield row(told.kept, capfirst(told.table), told.label, told.path)
    for apart in APART:
        yield row(apart.kept, apart.where, apart.kept.what, apart.table)


def row(kept: Kept, table: str, label: str, path: str) -> tuple[str, ...]:
    """One row of the table, under ``HEADER``."""
    activity = kept.activity
    about = (activity.title, activity.purpose, activity.basis, activity.people)
    kind = (kept.what, kept.purpose, ", ".join(kept.readers))
    applied = ", ".join("oui" if until.applied else "non" for until in kept.until)
    return (*about, table, label, path, *kind, " ; ".join(map(str, kept.until)), applied)
