"""The order to publish: given by a person, carried out by the worker, called off until then."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst

from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.common.queue import nudge
from eig.journal.steps import record, take_step
from eig.notifications.workflow import post
from eig.promotions import letters
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion

EVERY_MINUTE = "eig.home.tasks.every_minute"


@transaction.atomic
def order_announcement(promotion: Promotion, kind: str, *, due_at: datetime, by: User, at: datetime) -> Announcement:
    """Record the order to publish prepared decisions at ``due_at`` (``at`` itself: now).

    Raises ``StepRefused`` when that instant is past, or when the same publication already waits.
    """
    Promotion.objects.select_for_update(no_key=True).get(pk=promotion.pk)
    if due_at < at:
        raise StepRefused("Cette heure est déjà passée : choisissez une heure à venir.")
    if waiting := Announcement.objects.waiting().filter(promotion=promotion, kind=kind).first():
        raise StepRefused(f"Cette publication est déjà programmée pour le {full_instant(waiting.due_at)}.")
    announcement = Announcement.objects.create(
        promotion=promotion, kind=kind, ordered_by=by, ordered_at=at, due_at=due_at
    )
    label = announcement.purpose
    note = f"{capfirst(label)}, le {full_instant(due_at)}"
    record(announcement, "order", "Publication demandée", by=by, at=at, note=note)
    record(promotion, "order_announcement", f"Publication demandée : {label}", by=by, at=at, note=note)
    if due_at <= at:
        nudge(EVERY_MINUTE)
    return announcement


@transaction.atomic
def cancel_announcement(announcement: Announcement, *, by: User, at: datetime) -> None:
    """Call off an order that has not been carried out; the coordination is told that nothing has left.

    Raises ``StepRefused`` when it is too late.
    """
    take_step(announcement, "cancel", by=by, at=at)
    sentence = f"Publication annulée : {announcement.purpose}"
    record(announcement.promotion, "cancel_announcement", sentence, by=by, at=at)
    post(letters.announcement_cancelled(announcement, by, at), at=at)


@transaction.atomic
def carry_out(pk: int, announce: Callable[..., object], *, at: datetime) -> bool:
    """Carry out one order if its hour has come and nobody else is at it; says whether it was done.

    ``announce(order, at=)`` publishes everything or raises: the order then stays as it was. It is given the order
    held, and leaves its status to this verb.
    """
    order = (
        Announcement.objects.due(at)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("promotion__programme", "ordered_by")
        .filter(pk=pk)
        .first()
    )
    if order is None:
        return False
    announce(order, at=at)
    take_step(order, "carry_out", by=order.ordered_by, at=at, done_at=at)
    return True


@transaction.atomic
def abandon_announcement(announcement: Announcement, reason: str, *, at: datetime) -> None:
    """Call off an order that the site itself cannot carry out, and tell the coordination why."""
    take_step(announcement, "cancel", by=None, at=at, note=reason)
    sentence = f"Publication impossible : {announcement.purpose}"
    record(announcement.promotion, "abandon_announcement", sentence, by=None, at=at, note=reason)
    post(letters.announcement_abandoned(announcement, reason, at), at=at)
