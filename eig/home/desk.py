"""The juror's desk: hearings of challenges and of candidates together, by half-day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from candidates.models import Interview
from candidates.states import ApplicationStatus
from challenges.models import Challenge
from challenges.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.clock import today
from eig.juries import rules
from eig.juries.models import Hearing, Jury


@dataclass(frozen=True)
class Subject:
    """What is heard, under the name and addresses that its app gives it."""

    title: str
    detail: str
    url: str
    sheet_url: str
    gone: str = ""


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
        """Where that act is done."""
        return f"{self.subject.url}#ma-fiche" if not self.hearing.own else self.subject.sheet_url


@dataclass
class HalfDay:
    """A jury and its hearings."""

    jury: Jury
    lines: list[Line]
    reports: bool
    begun: bool

    @property
    def done(self) -> int:
        """How many of one's own sheets are in."""
        return sum(line.hearing.own for line in self.lines)

    @property
    def expected(self) -> int:
        """How many sheets are expected of this juror."""
        return sum(not line.subject.gone for line in self.lines)


def half_days(user: User, at: datetime) -> list[HalfDay]:
    """The juries of a person, in the order of the calendar: four queries."""
    hearings = list(Hearing.objects.heard_by(user))
    subjects = {**_challenges(user), **_candidates(user)}
    locked = rules.locked_among({hearing.jury.pk: hearing.jury for hearing in hearings}.values())
    lines = [
        _line(hearing, subjects[hearing.pk], hearing.jury_id in locked, at)
        for hearing in hearings
        if hearing.pk in subjects
    ]
    lines.sort(key=lambda line: (line.hearing.jury.meets_at, line.hearing.jury_id, line.hearing.starts_at))
    return [_half_day(list(group), at) for _, group in groupby(lines, key=lambda line: line.hearing.jury_id)]


def next_line(days: list[HalfDay]) -> Line | None:
    """The first hearing that expects something of the juror now."""
    return next((line for day in days for line in day.lines if line.asks), None)


def next_reading(days: list[HalfDay]) -> Line | None:
    """The first file of a half-day to come."""
    return next((line for day in days if not day.begun for line in day.lines if not line.subject.gone), None)


def _half_day(lines: list[Line], at: datetime) -> HalfDay:
    first = lines[0].hearing
    return HalfDay(first.jury, lines, first.reports, today(at) >= today(first.jury.meets_at))


def _line(hearing: Hearing, subject: Subject, locked: bool, at: datetime) -> Line:
    if subject.gone:
        return Line(hearing, subject, subject.gone, [(subject.gone, "")])
    if today(at) < today(hearing.starts_at):
        return Line(hearing, subject, "à venir", [("Dossier à lire", "info")])
    return Line(hearing, subject, rules.PUBLISHED if locked else "", list(_progress(hearing, locked)))


def _progress(hearing: Hearing, locked: bool) -> Iterator[tuple[str, str]]:
    left, tone = ("non remplie", "") if locked else ("à remplir", "warning")
    yield ("Ma fiche : remplie", "success") if hearing.own else (f"Ma fiche : {left}", tone)
    if hearing.reports:
        yield ("Fiche commune : remplie", "success") if hearing.common else (f"Fiche commune : {left}", tone)


def _challenges(user: User) -> Mapping[int, Subject]:
    return {
        one.hearing_id: Subject(
            one.title,
            str(one.administration),
            reverse("juries:challenge", args=[one.hearing_id]),
            reverse("juries:challenge_sheet", args=[one.hearing_id]),
            "Défi retiré" if one.status == ChallengeStatus.WITHDRAWN else "",
        )
        for one in Challenge.objects.heard_by(user).select_related("administration")
    }


def _candidates(user: User) -> Mapping[int, Subject]:
    return {
        one.hearing_id: Subject(
            str(one.application.user),
            f"{one.position.challenge}, {one.position.family}",
            reverse("juries:candidate", args=[one.hearing_id]),
            reverse("juries:candidate_sheet", args=[one.hearing_id]),
            "Candidature retirée" if one.application.status == ApplicationStatus.WITHDRAWN else "",
        )
        for one in Interview.objects.judged_by(user).with_names()
    }
