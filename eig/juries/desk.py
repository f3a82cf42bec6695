"""The juror's desk: their juries, half-day by half-day, with the hearings and what is expected next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from eig.accounts.models import User
from eig.common.clock import today
from eig.common.dates import clock_time, long_day
from eig.juries import rules
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury, JurySeat
from eig.promotions.states import Stage


@dataclass(frozen=True)
class Subject:
    """What is heard, under the name and addresses that its app gives it; without address when one is set aside."""

    title: str
    detail: str
    url: str = ""
    sheet_url: str = ""
    gone: str = ""


SUBJECTS: list[Callable[[User], Mapping[int, Subject]]] = []
"""What a juror hears, by hearing number: each floor above adds the reader of what it gives to hear. The last one that
names a hearing is right."""


@dataclass(frozen=True)
class Act:
    """What the juror is asked to do next: a heading, a sentence, a button."""

    heading: str
    text: str
    button: str
    url: str


@dataclass
class Line:
    """One hearing of one juror: what it is about, what is in, what is expected."""

    hearing: Hearing
    subject: Subject
    closed: str
    badges: list[tuple[str, str]] = field(default_factory=list)

    @property
    def asks(self) -> str:
        """The next act, as a button says it; empty when nothing is left to do."""
        if self.closed:
            return ""
        if not self.hearing.own:
            return "Saisir ma fiche"
        return "Saisir la fiche commune" if self.hearing.reports and not self.hearing.common else ""

    @property
    def next_url(self) -> str:
        """The address of the page of that act."""
        return f"{self.subject.url}#ma-fiche" if not self.hearing.own else self.subject.sheet_url


@dataclass
class Day:
    """A jury where one sits, with its hearings; none while they are not planned."""

    seat: JurySeat
    lines: list[Line]
    closed: str
    begun: bool

    @property
    def jury(self) -> Jury:
        """The jury of this half-day."""
        return self.seat.jury

    @property
    def reports(self) -> bool:
        """Whether this juror enters what the whole jury says."""
        return self.seat.rapporteur

    @property
    def signed(self) -> bool:
        """Whether the files are open: the charter comes first."""
        return self.seat.charter_signed_at is not None

    @property
    def done(self) -> int:
        """How many of one's own sheets are in."""
        return sum(line.hearing.own for line in self.lines)

    @property
    def expected(self) -> int:
        """How many sheets are expected of this juror."""
        return sum(not line.subject.gone for line in self.lines)

    @property
    def has_kit(self) -> bool:
        """Whether the files can be read together, before and during the half-day."""
        return self.jury.stage == Stage.CHALLENGE and self.signed and bool(self.expected)

    @property
    def has_grid(self) -> bool:
        """Whether the jury gives its opinions on one page, from the day on."""
        return self.jury.stage == Stage.CHALLENGE and self.signed and self.begun and bool(self.expected)

    @property
    def grid_due(self) -> bool:
        """Whether the rapporteur has everything to fill and hand in the grid."""
        common = all(line.hearing.common for line in self.lines if not line.subject.gone)
        return self.has_grid and self.reports and not self.closed and common


def half_days(user: User, at: datetime) -> list[Day]:
    """The juries of a person, in the order of the calendar: three queries, and those of each reader."""
    seats = list(JurySeat.objects.accepted().at_hand(user))
    subjects = {hearing: subject for read in SUBJECTS for hearing, subject in read(user).items()}
    closed = rules.closed_among([seat.jury for seat in seats])
    found = sorted(Hearing.objects.heard_by(user), key=lambda hearing: (hearing.jury_id, hearing.starts_at))
    lines = {
        jury: [
            _line(hearing, subjects[hearing.pk], closed.get(jury, ""), at)
            for hearing in group
            if hearing.pk in subjects
        ]
        for jury, group in groupby(found, key=lambda hearing: hearing.jury_id)
    }
    return [
        Day(seat, lines.get(seat.jury_id, []), closed.get(seat.jury_id, ""), today(at) >= today(seat.jury.meets_at))
        for seat in seats
    ]


def next_act(days: list[Day]) -> Act | None:
    """The first of these still to do: the charter, a sheet, the grid, the files to come. None when all is done."""
    return next((act for find in (_charter, _sheet, _grid, _reading) if (act := find(days))), None)


def _charter(days: list[Day]) -> Act | None:
    day = next((day for day in days if not day.signed and not day.closed), None)
    if day is None:
        return None
    text = f"Les dossiers du {day.jury} s’ouvrent une fois la charte du jury signée."
    return Act("Avant de lire", text, "Lire et signer la charte", reverse("juries:charter", args=[day.seat.pk]))


def _sheet(days: list[Day]) -> Act | None:
    line = next((line for day in days if day.signed for line in day.lines if line.asks), None)
    if line is None:
        return None
    text = f"{line.subject.title}, audition de {clock_time(line.hearing.starts_at)} ({line.hearing.jury})."
    return Act("À faire maintenant", text, line.asks, line.next_url)


def _grid(days: list[Day]) -> Act | None:
    day = next((day for day in days if day.grid_due), None)
    if day is None:
        return None
    text = f"Toutes les fiches communes du {day.jury} sont saisies : il reste l’avis du jury et son classement."
    return Act(
        "Pour finir la demi-journée", text, "Remplir la grille finale", reverse("juries:grid", args=[day.jury.pk])
    )


def _reading(days: list[Day]) -> Act | None:
    day = next((day for day in days if day.signed and not day.begun and day.expected), None)
    if day is None:
        return None
    line = next(line for line in day.lines if not line.subject.gone)
    url = reverse("juries:kit", args=[day.jury.pk]) if day.has_kit else line.subject.url
    text = (
        f"Commencez par le dossier {line.subject.title}, entendu à {clock_time(line.hearing.starts_at)}. "
        "Les fiches s’ouvrent le jour de l’audition."
    )
    return Act(f"À lire avant le {long_day(day.jury.meets_at)}", text, "Lire les dossiers", url)


def _line(hearing: Hearing, subject: Subject, closed: str, at: datetime) -> Line:
    if subject.gone:
        return Line(hearing, subject, subject.gone, [(subject.gone, "")])
    if today(at) < today(hearing.starts_at):
        return Line(hearing, subject, "à venir", [("Dossier à lire", "info")])
    return Line(hearing, subject, closed, list(_progress(hearing, bool(closed))))


def _progress(hearing: Hearing, locked: bool) -> Iterator[tuple[str, str]]:
    left, tone = ("non remplie", "") if locked else ("à remplir", "warning")
    yield ("Ma fiche : remplie", "success") if hearing.own else (f"Ma fiche : {left}", tone)
    if hearing.reports:
        yield ("Fiche commune : remplie", "success") if hearing.common else (f"Fiche commune : {left}", tone)
