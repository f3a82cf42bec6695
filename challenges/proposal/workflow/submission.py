"""Submitting a challenge, submitting it again, taking it back."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from challenges.proposal.diff import written
from challenges.proposal.letters import submission
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import Submission
from challenges.proposal.rules.drafting import (
    can_restore,
    can_resubmit,
    can_submit,
    can_take_up,
    can_withdraw,
    correction_refusal,
    file_refusal,
    is_author,
    missing,
    taking_up_refusal,
    withdrawn_from,
)
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.vocabulary import SiteText
from eig.journal.steps import take_step
from eig.notifications.workflow import post

S = ChallengeStatus
RELEASES: list[Callable[[Challenge, datetime], None]] = []
"""What frees what a withdrawn challenge held: each room above adds its own, which also tells its people."""
AUTHORS_ONLY = SiteText("Seuls les auteurs de ce {challenge} peuvent le déposer.")


@transaction.atomic
def submit(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Submit a complete draft while the call is open at ``at``, or its file reopened; done already, nothing changes.

    A file submitted before keeps its number.

    Raises ``StepRefused``: not an author, call closed (the closing second is outside), something missing.
    """
    row = Challenge.objects.locked(challenge)
    if not (is_author(by, row) and row.number is not None and row.status not in (S.DRAFT, S.WITHDRAWN)):
        _check_submission(row, by, file_refusal(row, at))
        number = row.number or Challenge.objects.next_number(row.promotion)
        take_step(row, "submit", by=by, at=at, submitted_at=at, number=number)
        _keep_content(row, at)
        post(submission.submitted(row, at), at=at)
    challenge.refresh_from_db()


@transaction.atomic
def resubmit(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Submit the correction asked, before its deadline, even when the call is closed; done already, nothing changes."""
    row = Challenge.objects.locked(challenge)
    if not (is_author(by, row) and row.status == S.SUBMITTED):
        _check_submission(row, by, correction_refusal(row, at))
        take_step(row, "resubmit", by=by, at=at, version=row.version + 1)
        _keep_content(row, at)
        post(submission.resubmitted(row, at), at=at)
    challenge.refresh_from_db()


@transaction.atomic
def take_up(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Make a draft again of what was submitted, until the closing; the number is kept, the submission is not.

    Raises ``StepRefused`` when the call is closed or the instruction has begun; a draft already, nothing changes.
    """
    row = Challenge.objects.locked(challenge)
    if row.status != S.DRAFT:
        _require(by, row, can_take_up(by, row), taking_up_refusal(row, at))
        take_step(row, "take_up", by=by, at=at, submitted_at=None, version=row.version + 1)
        post(submission.taken_up(row, at, by=by), at=at)
    challenge.refresh_from_db()


@transaction.atomic
def restore(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Undo a withdrawal until the closing: the challenge is again what it was.

    Raises ``StepRefused`` after the closing, or when something else than a draft or a submitted file was withdrawn.
    """
    row = Challenge.objects.locked(challenge)
    _require(by, row, can_restore(by, row), taking_up_refusal(row, at))
    step = "restore_draft" if withdrawn_from(row) == S.DRAFT else "restore_submitted"
    take_step(row, step, by=by, at=at, version=row.version + 1)
    post(submission.restored(row, at, by=by), at=at)
    challenge.refresh_from_db()


@transaction.atomic
def withdraw(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Take a challenge out of the choice; withdrawn already, nothing changes."""
    row = Challenge.objects.locked(challenge)
    if row.status != S.WITHDRAWN:
        if not can_withdraw(by, row):
            raise StepRefused(
                row.promotion.said("Ce {challenge} ne peut plus être retiré ici : écrivez à la coordination.")
            )
        take_step(row, "withdraw", by=by, at=at, pending_decision="", pending_reason="")
        post(submission.withdrawn(row, at, by=by), at=at)
        for release in RELEASES:
            release(row, at)
    challenge.refresh_from_db()


def _keep_content(row: Challenge, at: datetime) -> None:
    """Keep what the file says at this instant: a correction will be compared with it."""
    Submission.objects.create(challenge=row, at=at, lines=written(Challenge.objects.with_file().get(pk=row.pk)))


def _require(by: User, row: Challenge, allowed: bool, calendar: str) -> None:
    if not is_author(by, row):
        raise StepRefused(row.promotion.said("Seuls les auteurs de ce {challenge} peuvent le reprendre."))
    if not allowed:
        raise StepRefused(f"Ce {row.words.challenge} ne peut pas être repris : il est « {row.public_label.lower()} ».")
    if calendar:
        raise StepRefused(calendar)


def _check_submission(row: Challenge, by: User, calendar: str) -> None:
    if not is_author(by, row):
        raise StepRefused(row.promotion.said(AUTHORS_ONLY))
    if not (can_submit(by, row) or can_resubmit(by, row)):
        raise StepRefused(f"Ce {row.words.challenge} ne peut pas être déposé : il est « {row.public_label.lower()} ».")
    if calendar:
        raise StepRefused(calendar)
    if lacks := missing(row):
        raise StepRefused(f"Il manque encore : {', '.join(lack.sentence for lack in lacks)}.")
