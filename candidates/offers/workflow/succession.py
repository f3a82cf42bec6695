"""A free seat goes to the next of the ranked list."""

from datetime import datetime

from django.db import transaction

from candidates.application.models.applications import Application
from candidates.application.workflow.candidacies import move, propose
from candidates.selection import letters
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine
from candidates.selection.workflow.locks import lock_position
from candidates.selection.workflow.seats import free_seats, limit
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind, AnnouncementStatus

NOTE = "Suite de la liste classée"


@transaction.atomic
def offer_next(position: Position, *, at: datetime) -> list[Offer]:
    """Offer the free seats of a position to the next of its validated list, those on reserve and nobody else.

    Nothing happens before the offers are announced: a person must have ordered that publication, and stays the
    author of what follows from the list. Returns the offers made.
    """
    position = lock_position(position)
    author = _author(position.challenge.promotion)
    seats = free_seats(position) if author else []
    heirs = _heirs(position) if seats else []
    return [_offer(position, seat, heir, author, at) for seat, heir in zip(seats, heirs, strict=False) if author]


def _author(promotion: Promotion) -> User | None:
    """Who ordered the last publication of offers."""
    done = Announcement.objects.filter(
        promotion=promotion, kind=AnnouncementKind.OFFERS, status=AnnouncementStatus.DONE
    )
    last = done.select_related("ordered_by").order_by("-done_at").first()
    return last.ordered_by if last else None


def _heirs(position: Position) -> list[Application]:
    """Those on reserve in the order of the list, held in the order of their keys so that two lists never cross."""
    order = dict(RankedLine.objects.heirs(position).values_list("application_id", "rank"))
    rows = Application.objects.select_for_update(of=("self",)).with_people().on_reserve()
    held = list(rows.filter(pk__in=order).order_by("pk"))
    # Read after the rows are held: someone may have just been prepared an offer elsewhere.
    taken = set(Offer.objects.live().filter(application__in=held).values_list("application_id", flat=True))
    return sorted((row for row in held if row.pk not in taken), key=lambda row: order[row.pk])


def _offer(position: Position, seat: int, application: Application, author: User, at: datetime) -> Offer:
    offer = Offer.objects.create(
        application=application, position=position, seat=seat, prepared_by=author, prepared_at=at
    )
    expires_at = limit(application.promotion, at)
    take_step(offer, "make", by=author, at=at, note=NOTE, made_at=at, expires_at=expires_at)
    move(propose([application], position, by=author), "offer", by=author, at=at, note=NOTE)
    record(application, "choose", "Poste proposé", by=author, at=at, note=NOTE)
    post(letters.offered([offer]), at=at)
    return offer
