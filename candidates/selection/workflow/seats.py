"""Free seats, and how long an offer waits."""

from datetime import datetime

from candidates.selection.models.offers import Offer
from challenges.proposal.models.positions import Position
from eig.common import clock
from eig.promotions.models.programmes import Promotion


def limit(promotion: Promotion, at: datetime) -> datetime:
    """The time limit of an offer made at ``at``: same hour in Paris, ``offer_days`` later."""
    return clock.shifted(at, promotion.offer_days)


def free_seats(position: Position) -> list[int]:
    """The seats that nobody holds; call it with the position locked."""
    taken = set(Offer.objects.live().filter(position=position).values_list("seat", flat=True))
    return [seat for seat in range(1, position.seats + 1) if seat not in taken]
