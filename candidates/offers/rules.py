"""Who answers an offer, and until when."""

from datetime import datetime

from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from eig.accounts.models import User


def receives(user: User, offer: Offer) -> bool:
    """Whether it is an offer made to this person."""
    return offer.application.user_id == user.pk and offer.made_at is not None


def can_manage(user: User, offer: Offer) -> bool:
    """Answer for somebody, leave them more time, take an offer back."""
    return user.has_perm("candidates.change_offer")


def can_resign(user: User, offer: Offer) -> bool:
    """Give up a seat that one has accepted."""
    return receives(user, offer) and offer.status == OfferStatus.ACCEPTED


def can_answer(user: User, offer: Offer, at: datetime) -> bool:
    """Accept or decline: before the time limit, which is itself outside."""
    return (
        receives(user, offer)
        and offer.status == OfferStatus.OFFERED
        and offer.expires_at is not None
        and at < offer.expires_at
    )
