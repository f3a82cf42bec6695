"""What the letters of this floor share."""

from candidates.models import Application
from challenges.models import Position
from eig.accounts.models import User
from eig.notifications.letters import Draft, Letter
from eig.promotions.models import Promotion

CANDIDATE = "vous avez une candidature au programme"
COORDINATION = "vous faites partie de la coordination du programme"
MENTOR = "vous êtes mentor de ce défi"

BASE = {"bonjour": "Bonjour Camille", "promotion": "EIG 4"}


def greeting(user: User | None, name: str = "") -> str:
    """« Bonjour Camille », or « Bonjour » to someone whose first name is not known."""
    return f"Bonjour {(user.first_name if user else '') or name}".strip()


def position_name(position: Position, promotion: Promotion) -> str:
    """« Développement, défi MonitorFish », in the words of the promotion."""
    return f"{position.family}, {promotion.said('défi')} {position.challenge}"


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
