"""The offers prepared from the ranked lists: quiet and reversible until their publication."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from candidates.application.models.applications import Application, Wish
from candidates.application.workflow.candidacies import propose
from candidates.application.workflow.preconditions import locked
from candidates.selection import rules
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine
from candidates.selection.workflow.locks import lock_position
from candidates.selection.workflow.seats import free_seats
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.text import plural
from eig.journal.steps import record, take_step
from eig.promotions.models.programmes import Promotion

NEVER_WISHED = 99


@transaction.atomic
def prepare_offer(application: Application, position: Position, *, by: User, at: datetime) -> Offer:
    """Keep a free seat of a position for a person, wished for or not. Tells nobody.

    Raises ``StepRefused`` when no seat is free, or when the person may not be offered one.
    """
    position = lock_position(position)
    row = locked(application)
    if not rules.can_be_offered(row) or row.promotion_id != position.challenge.promotion_id:
        raise StepRefused("Un poste ne se propose qu’à une personne présélectionnée de cette promotion.")
    if Offer.objects.live().filter(application=row).exists():
        raise StepRefused("Cette personne a déjà une proposition : annulez-la d’abord.")
    seats = free_seats(position)
    if not seats:
        raise StepRefused("Toutes les places de ce poste sont déjà proposées ou pourvues.")
    if not propose([row], position, by=by).ready_for("offer").exists():
        raise StepRefused("Cette personne a déjà eu une proposition pour ce poste : ajoutez-lui plutôt un autre poste.")
    offer = Offer.objects.create(application=row, position=position, seat=seats[0], prepared_by=by, prepared_at=at)
    record(offer, "prepare", "Proposition préparée", by=by, at=at)
    return offer


@transaction.atomic
def prepare_offers(promotion: Promotion, *, by: User, at: datetime) -> int:
    """Prepare offers for every free seat from the ranked lists; how many were prepared. Tells nobody.

    First come, first seated by rank; between two lists where a person has the same rank, their own wish decides.
    A person gets at most one. What was prepared before stays.
    """
    positions = _held(promotion)
    seats = _free_by_position(positions)
    busy = set(Offer.objects.live().filter(application__promotion=promotion).values_list("application_id", flat=True))
    offers = []
    for line in _lines(promotion):
        if line.application_id not in busy and seats.get(line.ranked_list.position_id):
            busy.add(line.application_id)
            offers.append(
                Offer(
                    application_id=line.application_id,
                    position_id=line.ranked_list.position_id,
                    seat=seats[line.ranked_list.position_id].pop(0),
                    prepared_by=by,
                    prepared_at=at,
                )
            )
    Offer.objects.bulk_create(offers)
    note = plural(len(offers), "proposition préparée", "propositions préparées")
    record(promotion, "prepare_offers", "Propositions préparées d’après les listes", by=by, at=at, note=note)
    return len(offers)


@transaction.atomic
def cancel_offer(offer: Offer, *, by: User, at: datetime) -> Offer:
    """Free the seat of an offer that was only prepared.

    Raises ``StepRefused`` when it was sent: only the person may then answer it.
    """
    lock_position(offer.position)
    offer.refresh_from_db()
    if offer.made_at is not None:
        raise StepRefused("Cette proposition est déjà envoyée : seule la personne peut y répondre.")
    take_step(offer, "cancel", by=by, at=at)
    return offer


def _held(promotion: Promotion) -> list[Position]:
    rows = Position.objects.select_for_update(no_key=True, of=("self",)).filter(challenge__promotion=promotion)
    return list(rows.order_by("pk"))


def _free_by_position(positions: Sequence[Position]) -> dict[int, list[int]]:
    """The free seats of each position: one query."""
    taken = set(Offer.objects.live().filter(position__in=positions).values_list("position_id", "seat"))
    return {
        position.pk: [seat for seat in range(1, position.seats + 1) if (position.pk, seat) not in taken]
        for position in positions
    }


def _lines(promotion: Promotion) -> list[RankedLine]:
    """The lines of all the lists in the order in which they are served: two queries."""
    lines = list(RankedLine.objects.contending().filter(application__promotion=promotion))
    wishes = Wish.objects.filter(application__promotion=promotion)
    wished = {(wish.application_id, wish.position_id): wish.rank for wish in wishes}
    return sorted(
        lines,
        key=lambda line: (
            line.rank,
            wished.get((line.application_id, line.ranked_list.position_id), NEVER_WISHED),
            line.ranked_list.position_id,
        ),
    )
