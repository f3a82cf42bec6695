"""Who examines applications, and what forbids to publish the preselection."""

from collections.abc import Collection, Sequence
from datetime import datetime

from candidates.application.models.applications import DECISIONS, Application
from candidates.application.rules import CHANGE, door, wish_door
from candidates.application.states import ApplicationStatus
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.models.reading import Reading
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.promotions.models.programmes import Promotion
from eig.reviewing.rules.reading import no_reader_because

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


def can_note(user: User, application: Application) -> bool:
    """Write an internal note on an application, whatever its status."""
    return user.has_perm(CHANGE)


def can_assign(user: User, application: Application) -> bool:
    """Hand an application to readers, or take it back."""
    return can_instruct(user, application)


def reading_refusals(reader: User, applications: Sequence[Application]) -> dict[Application, str]:
    """Why some applications cannot be handed to a person, a sentence for each; empty when all can: one query."""
    if refusal := no_reader_because(reader, Reading):
        return dict.fromkeys(applications, refusal)
    linked = ConflictOfInterest.objects.of(reader).filter(application__in=applications)
    aside = set(linked.values_list("application", flat=True))
    said = ((application, _unreadable_because(reader, application, aside)) for application in applications)
    return {application: sentence for application, sentence in said if sentence}


def _unreadable_because(reader: User, application: Application, aside: Collection[int]) -> str:
    if application.status not in Reading.UNDER_INSTRUCTION:
        return f"« {application} » n’est plus à lire : l’état est « {application.standing.label} »."
    if application.user_id == reader.pk:
        return f"« {application} » est celle de {reader} : elle se confie à quelqu’un d’autre."
    if application.pk in aside:
        return f"Un conflit d’intérêts écarte {reader} de « {application} »."
    return ""


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
