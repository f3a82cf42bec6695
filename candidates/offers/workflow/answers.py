"""Answering an offer, or letting its time run out."""

from datetime import datetime

from django.db import transaction

from candidates.application.models.applications import Application
from candidates.offers import rules
from candidates.offers.letters import answers, endings
from candidates.offers.workflow.settling import settle
from candidates.offers.workflow.succession import offer_next
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from candidates.selection.workflow.locks import lock_position
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.journal.steps import take_step
from eig.notifications.workflow import post


@transaction.atomic
def accept(offer: Offer, *, by: User, at: datetime) -> Offer:
    """Take the seat: the person is recruited, their places on other lists count no more. Twice is once.

    Raises ``StepRefused`` from the time limit on, or when the offer is closed.
    """
    _, row = held_offer(offer)
    if row.status != OfferStatus.ACCEPTED:
        _check(row, by, at)
        _accept(row, "accept", "", by=by, at=at)
    offer.refresh_from_db()
    return offer


@transaction.atomic
def decline(offer: Offer, *, by: User, at: datetime) -> Offer:
    """Leave the seat, which goes to the next of the list at once; the person leaves every list. Twice is once.

    Raises ``StepRefused`` from the time limit on, or when the offer is closed.
    """
    position, row = held_offer(offer)
    if row.status != OfferStatus.DECLINED:
        _check(row, by, at)
        _decline(row, position, "decline", "", by=by, at=at)
    offer.refresh_from_db()
    return offer


@transaction.atomic
def accept_for(offer: Offer, *, reason: str, by: User, at: datetime) -> Offer:
    """Accept in somebody's name, who is told so and why.

    Raises ``StepRefused`` for anybody but the coordination, without a reason, and like ``accept``.
    """
    _, row = held_offer(offer)
    _check_for(row, reason, by, at)
    _accept(row, "accept_for", reason.strip(), by=by, at=at)
    post(endings.answered_for(row, "acceptation"), at=at)
    offer.refresh_from_db()
    return offer


@transaction.atomic
def decline_for(offer: Offer, *, reason: str, by: User, at: datetime) -> Offer:
    """Decline in somebody's name, who is told so and why. Raises like ``accept_for``."""
    position, row = held_offer(offer)
    _check_for(row, reason, by, at)
    _decline(row, position, "decline_for", reason.strip(), by=by, at=at)
    post(endings.answered_for(row, "refus"), at=at)
    offer.refresh_from_db()
    return offer


def expire_offers(*, at: datetime) -> int:
    """Close the offers whose time has run out and open their seats to the next; how many were closed.

    Each position in its own transaction, so that nobody who answers elsewhere waits.
    """
    positions = Offer.objects.lapsed(at).order_by().values_list("position", flat=True).distinct()
    return sum(_expire(position, at) for position in Position.objects.filter(pk__in=positions).order_by("pk"))


@transaction.atomic
def _expire(position: Position, at: datetime) -> int:
    position = lock_position(position)
    lapsed = list(Offer.objects.lapsed(at).with_names().filter(position=position))
    take_step(lapsed, "expire", by=None, at=at)
    settle(lapsed, "lapse", "lapse", by=None, at=at)
    followers = offer_next(position, at=at) if lapsed else []
    post([draft for offer in lapsed for draft in answers.expired(offer, followers)], at=at)
    return len(lapsed)


def held_offer(offer: Offer) -> tuple[Position, Offer]:
    """The position held, then the offer as it is now: answers and expiry pass one by one."""
    position = lock_position(offer.position)
    row = Offer.objects.with_names().select_for_update(of=("self",)).get(pk=offer.pk)
    Application.objects.select_for_update(of=("self",)).get(pk=row.application_id)
    return position, row


def _accept(row: Offer, step: str, reason: str, *, by: User, at: datetime) -> None:
    take_step(row, step, by=by, at=at, note=reason, answered_at=at, answered_by=by, reason=reason)
    settle([row], "accept", "recruit", by=by, at=at)
    post(answers.accepted(row, at), at=at)


def _decline(row: Offer, position: Position, step: str, reason: str, *, by: User, at: datetime) -> None:
    take_step(row, step, by=by, at=at, note=reason, answered_at=at, answered_by=by, reason=reason)
    settle([row], "decline", "turn_down", by=by, at=at)
    post(answers.declined(row, offer_next(position, at=at)), at=at)


def _check_for(offer: Offer, reason: str, by: User, at: datetime) -> None:
    if not rules.can_manage(by, offer):
        raise StepRefused("La coordination seule répond au nom de quelqu’un.")
    if not reason.strip():
        raise StepRefused("Dites pourquoi vous répondez en son nom : la personne le lira.")
    _check_open(offer, at)


def _check(offer: Offer, by: User, at: datetime) -> None:
    if not rules.receives(by, offer):
        raise StepRefused("Cette proposition n’est pas la vôtre.")
    _check_open(offer, at)


def _check_open(offer: Offer, at: datetime) -> None:
    if offer.status != OfferStatus.OFFERED:
        raise StepRefused(f"Cette proposition est close : {offer.get_status_display()}.")
    if offer.expires_at and at >= offer.expires_at:
        raise StepRefused(f"Le délai de réponse est passé depuis le {full_instant(offer.expires_at)}.")
