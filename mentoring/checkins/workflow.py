"""Creating the check-ins expected of a mission, filling one, reminding of those that are due."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from eig.accounts.models import User, coordination
from eig.common import clock
from eig.common.dates import long_day
from eig.common.flow import StepRefused
from eig.common.vocabulary import SiteText
from eig.journal.steps import take_step
from eig.notifications.ladder import LATENESS, Rung, reached
from eig.notifications.workflow import post
from eig.promotions.ladders import Calendar, Ladder
from eig.promotions.models.programmes import month_after
from mentoring.checkins import letters
from mentoring.checkins.models import CheckIn
from mentoring.checkins.states import CheckInKind
from mentoring.missions.models import Mission, Placement


def _monthly(calendar: Calendar) -> list[datetime]:
    """The last minute of each month of a mission of the promotion's length."""
    start = calendar.starts_on
    months = range(1, calendar.months + 1)
    return [clock.paris(month_after(start, month, minus_days=1), 23, 59) for month in months] if start else []


DUE = Ladder(
    letters.CHECKIN_DUE,
    (Rung("D-5", -5), Rung("D", 0), Rung("D+3", 3)),
    SiteText("aux {mentors} et aux lauréats qui n’auront pas rempli leur point d’étape"),
    deadlines=_monthly,
)
ESCALATION = Rung("D+7", 7)
LATE = Ladder(letters.CHECKIN_LATE, (ESCALATION,), "à la coordination, s’il en manque", deadlines=_monthly)
FIELDS = ("mood", "progress", "blocked", "blockers", "help_needed", "next_step", "next_on")


@transaction.atomic
def log_checkin(checkin: CheckIn, values: Mapping, *, by: User, at: datetime) -> None:
    """Fill a check-in, once and for all; tell the coordination when something blocks.

    ``values`` holds ``mood`` (1 to 4), ``progress``, ``blocked``, ``blockers``, ``help_needed``, ``next_step`` and
    ``next_on``. Raises ``StepRefused`` when it is filled already, opens later, or says too little.
    """
    if clock.today(at) < checkin.opens_on:
        raise StepRefused(f"Ce point d’étape se remplit à partir du {long_day(checkin.opens_on)}.")
    answer = {name: values[name] for name in FIELDS if name in values}
    _check(answer)
    take_step(checkin, "log", by=by, at=at, author=by, logged_at=at, **answer)
    if checkin.blocked:
        post(letters.blocker(checkin, coordination()), at=at)


def remind(*, at: datetime) -> int:
    """Post the rungs that are due now, to those who have not answered; returns how many letters were asked for.

    Five days before, the day itself and three days after to whoever answers; a week after to the coordination.
    """
    today = clock.today(at)
    first = today - timedelta(days=(ESCALATION.days or 0) + LATENESS.days)
    rows = CheckIn.objects.due_between(first, today + timedelta(days=5)).with_people(today)
    checkins = list(rows.order_by("pk"))
    drafts = [draft for checkin in checkins for draft in _rung_drafts(checkin, at)]
    missing = [checkin for checkin in checkins if _rung([ESCALATION], checkin, at)]
    if missing:
        drafts += letters.checkins_late(missing, ESCALATION, list(coordination()))
    return post(drafts, at=at)


def expect(placements: Sequence[Placement], missions: Sequence[Mission]) -> None:
    """Expect one check-in a month: the mentors share one for the mission, each person has their own. Repeatable."""
    rows = [
        CheckIn(mission=mission, kind=CheckInKind.MENTOR, month=month, due_on=mission.due_on(month))
        for mission in missions
        for month in range(1, mission.months + 1)
    ]
    rows += [
        CheckIn(mission=place.mission, placement=place, kind=CheckInKind.EIG, month=month, due_on=due_on)
        for place in placements
        for month in range(1, place.mission.months + 1)
        if (due_on := place.mission.due_on(month)) >= place.starts_on
    ]
    CheckIn.objects.bulk_create(rows, ignore_conflicts=True)


def _check(answer: Mapping) -> None:
    if not answer.get("mood") or not answer.get("progress", "").strip():
        raise StepRefused("Un point d’étape dit la météo et les avancées.")
    if answer.get("blocked") and not answer.get("blockers", "").strip():
        raise StepRefused("Dites en quelques mots ce qui bloque.")


def _rung_drafts(checkin: CheckIn, at: datetime) -> list:
    rung = _rung(DUE.rungs, checkin, at)
    return letters.checkin_due(checkin, rung) if rung else []


def _rung(rungs: tuple[Rung, ...] | list[Rung], checkin: CheckIn, at: datetime) -> Rung | None:
    return reached(rungs, checkin.deadline, at, since=checkin.mission.opened_at)
