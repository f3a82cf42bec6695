"""Who examines applications, and what forbids to publish the preselection."""

from datetime import datetime

from candidates.application.models.applications import DECISIONS, Application
from candidates.application.rules import CHANGE, door, wish_door
from candidates.application.states import ApplicationStatus
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.promotions.models.programmes import Promotion

S = ApplicationStatus


def can_instruct(user: User, application: Application) -> bool:
    """Set aside or prepare the preselection of a submitted application."""
    return user.has_perm(CHANGE) and application.status == S.SUBMITTED


def can_decide(user: User, application: Application) -> bool:
    """Write decisions, whatever the application has become meanwhile."""
    return user.has_perm(CHANGE) and can_see_decisions(user)


def can_see_decisions(user: User) -> bool:
    """Read what is decided and not announced yet: the coordination and the direction."""
    return user.has_perm(DECISIONS)


def can_publish(user: User) -> bool:
    """Order a publication."""
    return user.has_perm("promotions.add_announcement") and user.has_perm(CHANGE)


def preselection_blocked(promotion: Promotion, due_at: datetime) -> str:
    """Why the preselection may not be published at an hour, as a sentence; empty when it may."""
    window = door(promotion)
    if window and due_at < window.closes_at:
        return f"L’appel à candidatures est ouvert jusqu’au {full_instant(window.closes_at)} : publiez après."
    wishes = wish_door(promotion)
    if promotion.ranks_later and (wishes is None or due_at >= wishes.closes_at):
        return "L’appel à vœux serait déjà clos à cette heure : donnez-lui d’autres dates, puis publiez."
    counts = promotion.applications.by_verdict()
    undecided = counts.pop("", 0)
    if undecided:
        return (
            f"{plural(undecided, 'candidature déposée', 'candidatures déposées')} sans décision préparée : "
            "décidez pour chacune avant de publier."
        )
    return "" if counts else "Aucune candidature n’attend de décision de présélection."
