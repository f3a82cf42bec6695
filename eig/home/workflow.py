"""What the calendar brings about, minute after minute."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from django.db import connection

from candidates.application.workflow import reminders as application_reminders
from candidates.application.workflow import submission, withdrawals
from candidates.hearings.workflow import reminders as interview_reminders
from candidates.offers.workflow import answers
from candidates.offers.workflow import reminders as offer_reminders
from candidates.review import workflow as review
from candidates.selection.workflow import publication
from challenges.hearings.workflow import reminders as hearing_reminders
from challenges.proposal.workflow import drafting
from challenges.proposal.workflow import reminders as proposal_reminders
from challenges.selection import workflow as selection
from eig.alerts import workflow as alerts
from eig.common.flow import StepRefused
from eig.juries.workflow import reminders as jury_reminders
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementKind
from eig.promotions.workflow.announcements import abandon_announcement, carry_out
from mentoring.checkins.workflow import reminders as checkins
from mentoring.missions.workflow import opening as missions

logger = logging.getLogger(__name__)
# The first number names this lock among all those of the database; the second is free.
LOCK = (0x0E17, 1)
ANNOUNCERS: Mapping[str, Callable[..., object]] = {
    AnnouncementKind.CHALLENGES: selection.announce,
    AnnouncementKind.PRESELECTION: review.announce_preselection,
    AnnouncementKind.OFFERS: publication.announce_offers,
}


def publish_due(*, at: datetime) -> int:
    """Carry out the orders whose hour has come, each in its own transaction; returns how many were.

    One that the site cannot carry out is called off, and the coordination is told why. Anything unexpected leaves
    the order as it was, for the next minute, and does not hold up the others.

    Raises ``ExceptionGroup`` at the end when something unexpected happened.
    """
    orders = list(Announcement.objects.due(at).select_related("promotion"))
    return _each([(f"announcement {order.pk}", partial(_publish, order, at)) for order in orders])


def _publish(order: Announcement, at: datetime) -> bool:
    try:
        return carry_out(order.pk, ANNOUNCERS[order.kind], at=at)
    except StepRefused as refusal:
        abandon_announcement(order, str(refusal), at=at)
        return False


PARTS: Mapping[str, Callable[..., int]] = {
    "publications": publish_due,
    "people who signed up": drafting.link_accounts,
    "applications taken up again": submission.count_last_submissions,
    "expired offers": answers.expire_offers,
    "wishes for withdrawn challenges": withdrawals.tell_of_withdrawals,
    "missions": missions.open_missions,
    "subscriptions": alerts.every_minute,
    "reminders about juries": jury_reminders.remind,
    "reminders about challenges": proposal_reminders.remind,
    "reminders about hearings": hearing_reminders.remind,
    "reminders about applications": application_reminders.remind,
    "reminders about interviews": interview_reminders.remind,
    "reminders about offers": offer_reminders.remind,
    "reminders about missions": checkins.remind,
}


def every_minute(at: datetime, parts: Mapping[str, Callable[..., int]] = PARTS) -> bool:
    """Do everything that is due, unless another worker is at it; says whether it was done here.

    A part that fails does not stop the others.

    Raises ``ExceptionGroup`` at the end when some did.
    """
    with _alone() as alone:
        if alone:
            _each([(name, partial(part, at=at)) for name, part in parts.items()])
    return alone


def _each(acts: list[tuple[str, Callable[[], int]]]) -> int:
    """Run every act whatever happens to the others, then raise what went wrong."""
    done, errors = 0, []
    for name, act in acts:
        try:
            done += act()
        except Exception as error:
            logger.exception("every minute: %s", name)
            errors.append(error)
    if errors:
        raise ExceptionGroup("every minute", errors)
    return done


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this session is the only one at it: two beats may tick together."""
    alone = _query("SELECT pg_try_advisory_lock(%s, %s)")
    try:
        yield alone
    finally:
        if alone and connection.connection is not None and not connection.connection.closed:
            _query("SELECT pg_advisory_unlock(%s, %s)")


def _query(sql: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, LOCK)
        return cursor.fetchone()[0]
