"""Submitting an application, and making it a draft again."""

from datetime import datetime

from django.db import transaction

from candidates.application import rules
from candidates.application.letters import submission
from candidates.application.models.applications import Application
from candidates.application.models.submissions import taken_back
from candidates.application.states import ApplicationStatus
from candidates.application.workflow.preconditions import locked, require_open, require_owner
from candidates.application.workflow.snapshots import keep, put_back
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.text import plural
from eig.journal.steps import take_step
from eig.notifications.workflow import post
from eig.promotions.models.programmes import Promotion

S = ApplicationStatus


@transaction.atomic
def submit(application: Application, *, by: User, at: datetime) -> Application:
    """Submit a complete draft; a second call changes nothing.

    Raises ``StepRefused`` when the door is closed at ``at``, or when something is missing.
    """
    row = locked(application)
    require_owner(row, by)
    if row.status == S.SUBMITTED:
        return refreshed(application)
    row.read_content()
    require_open(row, at)
    if lacks := rules.missing(row):
        raise StepRefused(f"Il manque {plural(len(lacks), 'élément')} à votre candidature : rien n’a été déposé.")
    number = row.number or _next_number(row.promotion)
    take_step(row, "submit", by=by, at=at, submitted_at=at, number=number)
    keep(row, at)
    post(submission.submitted(row, at), at=at)
    return refreshed(application)


@transaction.atomic
def reopen(application: Application, *, by: User, at: datetime) -> Application:
    """Make a draft again of what was submitted or withdrawn, until the closing; everything is kept.

    What was submitted still counts if nothing else is by then. What the coordination had prepared is forgotten.
    Raises ``StepRefused`` when the door is closed.
    """
    row = locked(application)
    require_owner(row, by)
    if row.status == S.DRAFT:
        return refreshed(application)
    require_open(row, at)
    counts = row.status == S.SUBMITTED or row.submissions.exists()
    take_step(row, "reopen", by=by, at=at, submitted_at=None, pending_verdict="", pending_reason="")
    if counts:
        post(submission.reopened(row, at), at=at)
    return refreshed(application)


def count_last_submissions(*, at: datetime) -> int:
    """Once a call is closed, what was taken up again and not submitted since counts as it was submitted last; how many.

    Each file in its own transaction; done twice, changes nothing.
    """
    return sum(_count_last(application, at) for application in taken_back(at).order_by("pk"))


@transaction.atomic
def _count_last(application: Application, at: datetime) -> bool:
    row = locked(application)
    if row.status != S.DRAFT or rules.is_open(row.promotion, at):
        return False
    row.read_content()
    kept = row.submissions.latest("at", "pk")
    put_back(row, kept)
    row.submissions.filter(pk=kept.pk).update(counted_at=at)
    take_step(row, "count_last", by=None, at=at, submitted_at=kept.at)
    post(submission.counted(row, kept.at), at=at)
    return True


def _next_number(promotion: Promotion) -> int:
    """The next number of the promotion: those who submit in the same second pass one by one."""
    Promotion.objects.select_for_update(no_key=True).get(pk=promotion.pk)
    last = Application.objects.filter(promotion=promotion).order_by("-number").exclude(number=None).first()
    return (last.number or 0) + 1 if last else 1


def refreshed(application: Application) -> Application:
    """What the caller holds, brought up to date with what was written."""
    application.refresh_from_db()
    return application
