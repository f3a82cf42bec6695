"""Reminders of hearings to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from candidates.hearings import letters
from candidates.hearings.models.interviews import Interview
from eig.notifications.ladder import LATENESS, Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.workflow import post, unposted
from eig.promotions.ladders import Ladder

INTERVIEWS = Ladder(
    letters.INTERVIEW_SOON,
    (Rung("D-2", days=-2), Rung("H-2", hours=-2)),
    "aux personnes auditionnées",
    after="l’heure d’une audition, une fois fixée",
)


def remind(*, at: datetime) -> int:
    """Post the reminders of hearings reached at ``at`` that were not posted yet; how many."""
    return post(unposted(list(_interviews(at))), at=at)


def _interviews(at: datetime) -> Iterator[Draft]:
    for interview in Interview.objects.with_names().between(at, at + LATENESS + timedelta(days=1)):
        if rung := reached(INTERVIEWS.rungs, interview.hearing.starts_at, at, since=interview.booked_at):
            yield letters.interview_reminder(interview, rung)
