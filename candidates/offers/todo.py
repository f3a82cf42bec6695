"""Offers that a candidate is to answer; for the coordination, those about to expire."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from candidates.application.letters.common import position_name
from candidates.selection.models.offers import Offer
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.common.todo import Todo
from eig.promotions.models.programmes import Promotion

SOON = timedelta(hours=24)


def todo(user: User, at: datetime) -> list[Todo]:
    """Offers that wait for this person's answer: one query."""
    return [_to_answer(offer) for offer in Offer.objects.of(user).open().with_names()]


def of_promotion(promotion: Promotion, at: datetime) -> Iterator[Todo]:
    """For the coordination: offers that run out within ``SOON`` (24 hours)."""
    soon = Offer.objects.open().filter(application__promotion=promotion, expires_at__lte=at + SOON)
    first = soon.order_by("expires_at").first()
    if first:
        yield Todo(
            f"Suivre {plural(soon.count(), 'proposition qui expire', 'propositions qui expirent')} ({promotion})",
            reverse("admin:candidates_board", args=[promotion.pk]),
            f"La première, le {full_instant(first.expires_at)}.",
            first.expires_at,
            waiting=True,
        )


def _to_answer(offer: Offer) -> Todo:
    return Todo(
        f"Répondre à la proposition : {position_name(offer.position, offer.application.promotion)}",
        offer.get_absolute_url(),
        "Passé l’heure limite, la place est proposée à une autre personne.",
        offer.expires_at,
    )
