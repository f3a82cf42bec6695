"""Reminding of check-ins: five days before, the day, three days after; a week after, the coordination."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from eig.accounts.models import coordination
from eig.common import clock
from eig.common.vocabulary import SiteText
from eig.notifications.ladder import LATENESS, Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from eig.promotions.ladders import Calendar, Ladder
from eig.promotions.models.programmes import month_after
from mentoring.checkins.letters import checkins as letters
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.states import Rhythm


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
ON_THE_DAY = (Rung("D", 0),)
"""A bulletin of each week is reminded of once."""
BEFORE = timedelta(days=5)


def remind(*, at: datetime) -> int:
    """Post the rungs that are due now, to those who have not answered; returns how many letters were asked for.

    Five days before, the day itself and three days after to whoever answers; a week after to the coordination.
    """
    today = clock.today(at)
    first = today - timedelta(days=(ESCALATION.days or 0) + LATENESS.days)
    rows = CheckIn.objects.due_between(first, today + BEFORE).with_people(today)
    checkins = list(rows.order_by("pk"))
    drafts = [draft for checkin in checkins for draft in _rung_drafts(checkin, at)]
    missing = [checkin for checkin in checkins if _rung([ESCALATION], checkin, at)]
    if missing:
        drafts += letters.checkins_late(missing, ESCALATION, list(coordination()))
    return post(drafts, at=at)


def _rung_drafts(checkin: CheckIn, at: datetime) -> list[Draft]:
    weekly = checkin.form.rhythm == Rhythm.WEEKLY
    rung = _rung(ON_THE_DAY if weekly else DUE.rungs, checkin, at)
    return letters.checkin_due(checkin, rung) if rung else []


def _rung(rungs: Sequence[Rung], checkin: CheckIn, at: datetime) -> Rung | None:
    return reached(rungs, checkin.deadline, at, since=checkin.mission.opened_at)
