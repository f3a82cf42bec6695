"""Who ranks, prepares and publishes offers, and what forbids it."""

from collections.abc import Iterable

from candidates.application.models.applications import Application
from candidates.application.rules import CHANGE
from candidates.application.states import Standing
from candidates.selection.models.offers import Offer
from candidates.selection.models.rankings import RankedLine
from candidates.selection.states import OfferStatus
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.keeping.version import mark
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import AnnouncementKind, AnnouncementStatus


def can_close(user: User, application: Application) -> bool:
    """Tell someone on the waiting list that no seat is left; never before the announcement."""
    return user.has_perm(CHANGE) and application.standing == Standing.RESERVE


def can_compose(user: User) -> bool:
    """Rank the lists and prepare the offers."""
    return user.has_perm(CHANGE)


def can_cancel_offer(user: User, offer: Offer) -> bool:
    """Free a seat that was only prepared."""
    return user.has_perm("candidates.change_offer") and offer.status == OfferStatus.PREPARED


def can_be_offered(application: Application) -> bool:
    """Whether a seat may be offered to this person: heard, and still waiting."""
    return application.standing in (Standing.PRESELECTED, Standing.RESERVE)


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


def list_version(applications: Iterable[int]) -> str:
    """A mark of a ranked list, given by the numbers of its applications in their order; empty for an empty list."""
    return mark("/".join(map(str, applications)))


def ranked_meanwhile(position: Position) -> str:
    """What to say to whoever ranks on a page that shows an older list: the list as it is."""
    ranked = RankedLine.objects.of(position).select_related("application__user")
    people = ", ".join(f"{row.rank}. {row.application.user}" for row in ranked) or "vide"
    return (
        f"Quelqu’un d’autre vient de changer cette liste : elle est maintenant « {people} ». Rien n’est enregistré. "
        "Vos rangs sont toujours affichés : enregistrez de nouveau pour les garder à la place."
    )
