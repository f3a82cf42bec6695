"""Carrying out an order as the worker does."""

from collections.abc import Callable
from datetime import datetime

from eig.promotions.models.announcements import Announcement
from eig.promotions.workflow.announcements import carry_out


def carried_out(order: Announcement, announce: Callable[..., int], *, at: datetime) -> int:
    """How many people the publication told; none when there was nothing to carry out."""
    told: list[int] = []
    carry_out(order.pk, lambda held, at: told.append(announce(held, at=at)), at=at)
    return sum(told)
