"""Reading what was submitted: corrections, preselection."""

from datetime import datetime

from django.db import transaction

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow.choice import hold_choice, required
from challenges.review.letters import instruction
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.common.vocabulary import SiteText
from eig.journal.steps import take_step
from eig.notifications.workflow import post


@transaction.atomic
def request_changes(challenge: Challenge, *, reason: str, due_at: datetime, by: User, at: datetime) -> None:
    """Open the file again to its authors until ``due_at``, and tell them what to correct.

    Raises ``StepRefused`` without a reason, or when the deadline is not ahead.
    """
    if due_at <= at:
        raise StepRefused("La date limite est déjà passée : choisissez un instant à venir.")
    reason = required(reason, "Dites ce qui est à corriger : les auteurs le liront.")
    take_step(
        challenge,
        "request_changes",
        by=by,
        at=at,
        note=f"{reason}\nAttendue avant le {full_instant(due_at)}",
        changes_reason=reason,
        changes_asked_at=at,
        changes_due_at=due_at,
    )
    post(instruction.changes_requested(challenge, at), at=at)


@transaction.atomic
def preselect(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Send a challenge before a jury; its authors are told. Raises ``StepRefused`` once the choice is ordered."""
    hold_choice(challenge.promotion)
    take_step(challenge, "preselect", by=by, at=at)
    post(instruction.preselected(challenge, at), at=at)


@transaction.atomic
def set_aside(challenge: Challenge, *, reason: str, by: User, at: datetime) -> None:
    """End the instruction of a challenge; its authors are told at once, with the reason."""
    reason = required(reason, SiteText("Écarter un {challenge} demande un motif : les auteurs le liront."))
    take_step(challenge, "set_aside", by=by, at=at, note=reason, refusal_reason=reason)
    post(instruction.set_aside(challenge, at), at=at)


@transaction.atomic
def bring_back(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Take up again a challenge set aside; its authors are told that the former letter no longer holds."""
    take_step(challenge, "bring_back", by=by, at=at, refusal_reason="")
    post(instruction.brought_back(challenge, at), at=at)
