"""Giving up, and what becomes of a seat that was offered."""

from datetime import datetime

from django.db import transaction

from candidates.application.letters import submission
from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus
from candidates.application.workflow.candidacies import leave_others
from candidates.application.workflow.preconditions import locked, require_owner
from candidates.application.workflow.submission import refreshed
from candidates.offers.letters import answers
from candidates.offers.workflow.succession import offer_next
from candidates.selection.models.offers import Offer
from candidates.selection.workflow.locks import lock_position
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.journal.steps import take_step
from eig.notifications.workflow import post

S = ApplicationStatus


@transaction.atomic
def withdraw(application: Application, *, by: User, at: datetime) -> Application:
    """Give up. A seat that was offered goes to the next of the list; one that was prepared is free again.

    Raises ``StepRefused`` when the application is settled already.
    """
    offer = _live_offer(application)
    position = lock_position(offer.position) if offer else None
    row = locked(application)
    require_owner(row, by)
    if row.status == S.WITHDRAWN:
        return refreshed(application)
    offer = _live_offer(application)
    if (offer and offer.position_id) != (position and position.pk):
        raise StepRefused("Votre candidature vient de changer : relisez-la avant de la retirer.")
    was_draft = row.status == S.DRAFT
    take_step(row, "withdraw", by=by, at=at, pending_verdict="", pending_reason="")
    leave_others([row], by=by, at=at)
    if offer and position:
        _give_back(offer, position, by, at)
    if not was_draft:
        post(submission.withdrawn(row, at), at=at)
    return refreshed(application)


def _live_offer(application: Application) -> Offer | None:
    return Offer.objects.live().with_names().filter(application=application).first()


def _give_back(offer: Offer, position: Position, by: User, at: datetime) -> None:
    """Close the live offer of someone who leaves: an answer to a sent one, the end of a prepared one."""
    if offer.made_at is None:
        take_step(offer, "cancel", by=by, at=at)
        return
    take_step(offer, "decline", by=by, at=at, answered_at=at, answered_by=by)
    post(answers.left(offer, offer_next(position, at=at)), at=at)
