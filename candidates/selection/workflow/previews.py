"""The letters that the publication of the offers would post, before it is ordered: nothing is written."""

from datetime import datetime

from candidates.selection import letters as selection_letters
from candidates.selection.models.offers import Offer
from candidates.selection.workflow.publication import split_others
from candidates.selection.workflow.seats import limit
from eig.notifications.letters import Draft
from eig.promotions.models.programmes import Promotion


def offer_letters(promotion: Promotion, at: datetime) -> list[Draft]:
    """Those of the prepared offers, as if they were published at ``at``: three queries."""
    offers = list(
        Offer.objects.prepared().with_names().filter(application__promotion=promotion).order_by("position", "seat")
    )
    for offer in offers:
        offer.made_at, offer.expires_at = at, limit(promotion, at)
    reserve, refused = split_others(promotion, [offer.application for offer in offers])
    return [
        *selection_letters.offered(offers),
        *selection_letters.reserve(reserve),
        *selection_letters.not_chosen(refused),
    ]
