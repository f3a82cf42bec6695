"""Reminders of offers without an answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from candidates.offers.letters import reminders as letters
from candidates.selection.models.offers import Offer
from eig.notifications.ladder import Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.workflow import post, unposted
from eig.promotions.ladders import Ladder

LAST_DAY = Rung("H-24", hours=-24)
OFFERS = Ladder(letters.OFFER, (LAST_DAY,), "aux personnes qui n’ont pas répondu", after="la limite d’une proposition")
# A rung that falls on the very hour of the offer would only repeat its letter.
AFTER_OFFER = timedelta(hours=1)


def remind(*, at: datetime) -> int:
    """Post the reminders of offers reached at ``at`` that were not posted yet; how many."""
    return post(unposted(list(_offers(at))), at=at)


def _offers(at: datetime) -> Iterator[Draft]:
    for offer in Offer.objects.open().with_names().filter(expires_at__gt=at):
        assert offer.made_at
        assert offer.expires_at
        since = offer.made_at + AFTER_OFFER
        if rung := reached(offer_rungs(offer.made_at, offer.expires_at), offer.expires_at, at, since=since):
            yield letters.offer_reminder(offer, offer.expires_at, rung, at)


def offer_rungs(made_at: datetime, expires_at: datetime) -> tuple[Rung, ...]:
    """When to remind of one offer: half-way to its limit, then 24 hours before it."""
    half = (expires_at - made_at) / 2
    return Rung("half", hours=-half.total_seconds() / 3600), *OFFERS.rungs
