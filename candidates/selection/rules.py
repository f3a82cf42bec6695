"""Who ranks, prepares and publishes offers, and what forbids it."""

from candidates.application.models import Application
from candidates.application.rules import CHANGE
from candidates.application.states import IN_CONTENTION, ApplicationStatus
from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from eig.accounts.models import User
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind, AnnouncementStatus

S = ApplicationStatus


def can_close(user: User, application: Application) -> bool:
    """Tell someone on the waiting list that no seat is left; never before the announcement."""
    return user.has_perm(CHANGE) and application.status == S.RESERVE


def can_compose(user: User) -> bool:
    """Rank the lists and prepare the offers."""
    return user.has_perm(CHANGE)


def can_cancel_offer(user: User, offer: Offer) -> bool:
    """Free a seat that was only prepared."""
    return user.has_perm("candidates.change_offer") and offer.status == OfferStatus.PREPARED


def can_be_offered(application: Application) -> bool:
    """Whether a seat may be offered to this person: heard, and still waiting."""
    return application.status in IN_CONTENTION


def offers_blocked(promotion: Promotion) -> str:
    """Why the offers may not be published, as a sentence; empty when they may."""
    if Offer.objects.prepared().filter(position__challenge__promotion=promotion).exists():
        return ""
    return "Aucune proposition n’est préparée : classez les listes puis préparez les propositions."


def offers_published(promotion: Promotion) -> bool:
    """Whether the offers of a promotion have been announced."""
    return Announcement.objects.filter(
        promotion=promotion, kind=AnnouncementKind.OFFERS, status=AnnouncementStatus.DONE
    ).exists()
