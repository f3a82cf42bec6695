"""An offer comes back: given up once accepted, taken back by the coordination, or left open for longer."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from candidates.application.models.candidacies import Candidacy
from candidates.application.states import ApplicationStatus, CandidacyStatus
from candidates.application.workflow.candidacies import leave_others, move
from candidates.offers import rules
from candidates.offers.letters import endings
from candidates.offers.workflow.answers import held_offer
from candidates.offers.workflow.settling import candidacies_of
from candidates.offers.workflow.succession import offer_next
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post

ENDINGS: list[Callable[[Offer, User, datetime, str], None]] = []
"""What stands on an accepted offer that ends, with the reason: each floor above sees to its own rows, and may raise
``StepRefused``."""


@transaction.atomic
def resign(offer: Offer, *, reason: str = "", by: User, at: datetime) -> Offer:
    """Give up a seat once accepted: it goes to the next of the validated list. Twice is once.

    The coordination may write it for the person, and then says why. Raises ``StepRefused`` for anybody else, or when
    the offer is not an accepted one.
    """
    position, row = held_offer(offer)
    if row.status != OfferStatus.RESIGNED:
        if not rules.receives(by, row):
            _require_reason(row, reason, by)
        reason = reason.strip()
        _end(row, "resign", reason, by=by, at=at)
        record(row.application, "resign", "Désistement", by=by, at=at, note=reason)
        post(endings.resigned(row, offer_next(position, at=at), at), at=at)
    offer.refresh_from_db()
    return offer


@transaction.atomic
def rescind(offer: Offer, *, reason: str, by: User, at: datetime) -> Offer:
    """Take back an offer, accepted or not: its seat goes to the next of the validated list. Twice is once.

    The person is told why; their file is closed, unless they wait on another list. Raises ``StepRefused`` without a
    reason, for anybody but the coordination, or when the offer is over.
    """
    position, row = held_offer(offer)
    if row.status != OfferStatus.RESCINDED:
        _require_reason(row, reason, by)
        accepted = row.status == OfferStatus.ACCEPTED
        _end(row, "rescind", reason.strip(), by=by, at=at)
        _close_unless_waiting(row, by=by, at=at)
        record(row.application, "rescind", "Proposition retirée", by=by, at=at, note=reason.strip())
        post(endings.rescinded(row, offer_next(position, at=at), at, accepted=accepted), at=at)
    offer.refresh_from_db()
    return offer


@transaction.atomic
def extend(offer: Offer, *, expires_at: datetime, by: User, at: datetime) -> Offer:
    """Leave somebody more time to answer; they are told, and reminded again.

    Raises ``StepRefused`` for anybody but the coordination, once the time has run out, or for an earlier hour.
    """
    _, row = held_offer(offer)
    if not rules.can_manage(by, row):
        raise StepRefused("La coordination seule prolonge un délai de réponse.")
    if row.expires_at is None or at >= row.expires_at:
        raise StepRefused("Le délai de réponse est passé : il ne se prolonge plus.")
    if expires_at <= row.expires_at:
        raise StepRefused(
            f"Le délai court déjà jusqu’au {full_instant(row.expires_at)} : donnez une heure plus tardive."
        )
    note = f"du {full_instant(row.expires_at)} au {full_instant(expires_at)}"
    take_step(row, "extend", by=by, at=at, note=note, expires_at=expires_at)
    post(endings.extended(row), at=at)
    offer.refresh_from_db()
    return offer


def _require_reason(offer: Offer, reason: str, by: User) -> None:
    if not rules.can_manage(by, offer):
        raise StepRefused("Cette proposition n’est pas la vôtre.")
    if not reason.strip():
        raise StepRefused("Dites pourquoi : la personne le lira, et le motif reste au journal.")


def _end(offer: Offer, step: str, reason: str, *, by: User, at: datetime) -> None:
    """The seat is free again, and what stood on it is told."""
    accepted = offer.status == OfferStatus.ACCEPTED
    take_step(offer, step, by=by, at=at, note=reason, reason=reason, answered_by=by, ended_at=at)
    move(candidacies_of([offer]), step, by=by, at=at)
    for ending in ENDINGS if accepted else ():
        ending(offer, by, at, reason)


def _close_unless_waiting(offer: Offer, *, by: User, at: datetime) -> None:
    file = offer.application
    waits = Candidacy.objects.of([file]).filter(status=CandidacyStatus.WAITING).exists()
    if file.status == ApplicationStatus.PRESELECTED and not waits:
        leave_others([file], by=by, at=at)
        take_step(file, "close", by=by, at=at)
