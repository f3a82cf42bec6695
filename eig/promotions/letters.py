"""The letters about an order to publish that is called off."""

from datetime import datetime

from django.urls import reverse

from eig.accounts.models import User, coordination
from eig.common.dates import full_instant
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, absolute, letter
from eig.promotions.models.announcements import Announcement

ANNOUNCEMENT_ABANDONED = letter(
    "promotions/announcement_abandoned",
    "Publication annulée par le site",
    "vous faites partie de l’équipe de coordination",
    prenom="Camille",
    publication=SiteText("choix des {challenges}"),
    promotion=SiteText("{fellow} 4"),
    heure="vendredi 3 avril 2020 à 10 h 00, heure de Paris",
    raison=SiteText("Deux {challenges} n’ont pas de décision."),
    lien="https://eig.example/admin/promotions/announcement/1/change/",
)

ANNOUNCEMENT_CANCELLED = letter(
    "promotions/announcement_cancelled",
    "Publication annulée avant l’heure",
    "vous faites partie de l’équipe de coordination",
    prenom="Camille",
    qui="Inès Coordination",
    publication=SiteText("choix des {challenges}"),
    promotion=SiteText("{fellow} 4"),
    heure="vendredi 3 avril 2020 à 10 h 00, heure de Paris",
    lien="https://eig.example/admin/promotions/announcement/1/change/",
)


def announcement_cancelled(announcement: Announcement, by: User, at: datetime) -> list[Draft]:
    """To the coordination: someone called the publication off, nothing has left."""
    return [
        Draft(
            ANNOUNCEMENT_CANCELLED,
            f"promotions.announcement_cancelled:{announcement.pk}",
            user,
            {**_order(announcement, user), "qui": str(by)},
            scope=announcement.promotion.scope,
        )
        for user in coordination()
    ]


def announcement_abandoned(announcement: Announcement, reason: str, at: datetime) -> list[Draft]:
    """To the coordination: an order to publish could not be carried out, and why."""
    return [
        Draft(
            ANNOUNCEMENT_ABANDONED,
            f"promotions.announcement_abandoned:{announcement.pk}",
            user,
            {**_order(announcement, user), "raison": reason},
            scope=announcement.promotion.scope,
        )
        for user in coordination()
    ]


def _order(announcement: Announcement, user: User) -> dict[str, str]:
    """What both letters say of the order."""
    return {
        "prenom": user.first_name,
        "publication": announcement.purpose,
        "promotion": announcement.promotion.name,
        "heure": full_instant(announcement.due_at),
        "lien": absolute(reverse("admin:promotions_announcement_change", args=[announcement.pk])),
    }
