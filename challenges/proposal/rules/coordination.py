"""The coordination’s hand on files, and what an ordered publication keeps still."""

from challenges.proposal.models.access import COORDINATES
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind


def can_coordinate(user: User) -> bool:
    """Whether a person takes the coordination's steps on challenges."""
    return user.has_perm(COORDINATES)


def waiting_announcement(promotion: Promotion) -> Announcement | None:
    """The publication of the choice of challenges already ordered and not carried out, if any: one query."""
    return Announcement.objects.waiting().filter(promotion=promotion, kind=AnnouncementKind.CHALLENGES).first()


def choice_frozen_because(promotion: Promotion) -> str:
    """Why no decision of a promotion may change now; empty when they may."""
    if waiting := waiting_announcement(promotion):
        instant = full_instant(waiting.due_at)
        return f"La publication des décisions est programmée pour le {instant} : annulez-la pour changer quelque chose."
    return ""
