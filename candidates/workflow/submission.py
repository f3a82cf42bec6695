"""Submitting, taking back, giving up."""

from datetime import datetime

from django.db import transaction

from candidates import letters, rules
from candidates.models import Application, Offer
from candidates.states import ApplicationStatus
from candidates.workflow.guards import lock_position, locked, require_open, require_owner
from candidates.workflow.succession import offer_next
from challenges.models import Position
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.text import plural
from eig.journal.steps import take_step
from eig.notifications.workflow import post
from eig.promotions.models import Promotion

S = ApplicationStatus


@transaction.atomic
def submit(application: Application, *, by: User, at: datetime) -> Application:
    """Submit a complete draft; a second call changes nothing.

    Raises ``StepRefused`` when the door is closed at ``at``, or when something is missing.
    """
    row = locked(application)
    require_owner(row, by)
    if row.status == S.SUBMITTED:
        return _fresh(application)
    row.read_content()
    require_open(row, at)
    if lacks := rules.missing(row):
        raise StepRefused(f"Il manque {plural(len(lacks), 'élément')} à votre candidature : rien n’a été déposé.")
    number = row.number or _next_number(row.promotion)
    take_step(row, "submit", by=by, at=at, submitted_at=at, number=number)
    post(letters.submitted(row, at), at=at)
    return _fresh(application)


@transaction.atomic
def reopen(application: Application, *, by: User, at: datetime) -> Application:
    """Make a draft again of what was submitted or withdrawn, until the closing; everything is kept.

    What the coordination had prepared about it is forgotten. Raises ``StepRefused`` when the door is closed.
    """
    row = locked(application)
    require_owner(row, by)
    if row.status == S.DRAFT:
        return _fresh(application)
    require_open(row, at)
    was_submitted = row.status == S.SUBMITTED
    take_step(row, "reopen", by=by, at=at, submitted_at=None, pending_verdict="", pending_reason="")
    if was_submitted:
        post(letters.reopened(row, at), at=at)
    return _fresh(application)


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
        return _fresh(application)
    offer = _live_offer(application)
    if (offer and offer.position_id) != (position and position.pk):
        raise StepRefused("Votre candidature vient de changer : relisez-la avant de la retirer.")
    was_draft = row.status == S.DRAFT
    take_step(row, "withdraw", by=by, at=at, pending_verdict="", pending_reason="")
    if offer and position:
        _give_back(offer, position, by, at)
    if not was_draft:
        post(letters.withdrawn(row, at), at=at)
    return _fresh(application)


def _live_offer(application: Application) -> Offer | None:
    return Offer.objects.live().with_names().filter(application=application).first()


def _give_back(offer: Offer, position: Position, by: User, at: datetime) -> None:
    """Close the live offer of someone who leaves: an answer to a sent one, the end of a prepared one."""
    if offer.made_at is None:
        take_step(offer, "cancel", by=by, at=at)
        return
    take_step(offer, "decline", by=by, at=at, answered_at=at)
    post(letters.left(offer, offer_next(position, at=at)), at=at)


def _next_number(promotion: Promotion) -> int:
    """The next number of the promotion: those who submit in the same second pass one by one."""
    Promotion.objects.select_for_update(no_key=True).get(pk=promotion.pk)
    last = Application.objects.filter(promotion=promotion).order_by("-number").exclude(number=None).first()
    return (last.number or 0) + 1 if last else 1


def _fresh(application: Application) -> Application:
    """What the caller holds, brought up to date with what was written."""
    application.refresh_from_db()
    return application
