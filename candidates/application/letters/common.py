"""What the letters of candidates share."""

from typing import Any

from candidates.application.models.applications import Application
from challenges.proposal.models.positions import Position
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, Letter, absolute, greeting
from eig.promotions.models.programmes import Promotion

CANDIDATE = "vous avez une candidature au programme"
MENTOR = SiteText("vous êtes {mentor} de ce {challenge}")

BASE: dict[str, Any] = {"bonjour": "Bonjour Camille", "promotion": SiteText("{fellow} 4")}


def position_name(position: Position, promotion: Promotion) -> str:
    """« Développement, défi MonitorFish », in the words of the promotion."""
    return f"{position.family}, {promotion.said('{challenge}')} {position.challenge}"


def to_candidate(letter: Letter, application: Application, key: str, **context: str) -> Draft:
    """One letter to the author of an application."""
    promotion = application.promotion
    return Draft(
        letter,
        key,
        application.user,
        {"bonjour": greeting(application.user), "promotion": promotion.name, **context},
        scope=promotion.scope,
    )


def plain(kind: Letter, application: Application, act: str) -> Draft:
    return to_candidate(kind, application, f"candidates.{act}:{application.pk}", lien=page_of(application))


def page_of(application: Application) -> str:
    return absolute(application.get_absolute_url())
