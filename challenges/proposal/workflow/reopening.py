"""One file opened again after the closing of the call, for a reason that is kept."""

from datetime import datetime

from django.db import transaction

from challenges.proposal.letters.calendar import reopened
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import call_of
from challenges.proposal.workflow.choice import hold_choice
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.journal.steps import take_step
from eig.notifications.workflow import post


@transaction.atomic
def reopen(challenge: Challenge, *, until: datetime, reason: str, by: User, at: datetime) -> None:
    """Let the authors of one draft or submitted file write and submit until ``until``; they are told why.

    A submitted file is a draft again and keeps its number. Raises ``StepRefused`` while the call is still open, when
    ``until`` is not ahead, without a reason, or once the publication of the choice is ordered.
    """
    call = call_of(challenge.promotion)
    if call and at < call.closes_at:
        closing = full_instant(call.closes_at)
        raise StepRefused(
            f"L’appel n’est pas encore clos : il ferme le {closing}. Ses auteurs peuvent écrire d’ici là."
        )
    if until <= at:
        raise StepRefused("Cette date est déjà passée : choisissez un instant à venir.")
    if not (reason := reason.strip()):
        raise StepRefused("Rouvrir un dossier demande un motif : ses auteurs le liront.")
    hold_choice(challenge.promotion)
    facts = {"reopened_at": at, "reopened_until": until, "reopened_reason": reason}
    take_step(challenge, "reopen", by=by, at=at, note=f"Jusqu’au {full_instant(until)}\nMotif : {reason}", **facts)
    post(reopened(challenge, at), at=at)
