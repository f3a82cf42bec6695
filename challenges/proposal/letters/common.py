"""What the letters about a challenge share."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, Letter, absolute, greeting

EXAMPLE: dict[str, Any] = {"bonjour": "Bonjour Camille", "defi": "MonitorFish", "promotion": SiteText("{fellow} 4")}
FILE = "https://eig.example/porteur/defis/12/"


def context_of(challenge: Challenge, hello: str) -> dict[str, str]:
    """The facts of every letter about a challenge, after the greeting ``hello``."""
    return {
        "bonjour": hello,
        "defi": challenge.title,
        "promotion": challenge.promotion.name,
        "lien": absolute(reverse("challenges:file", args=[challenge.pk])),
    }


def active_authors(challenge: Challenge) -> list[User]:
    """The authors who can be written to: those whose account is active."""
    return [user for user in challenge.authors.all() if user.is_active]


def to_authors(model: Letter, challenge: Challenge, context: Mapping[str, str], at: datetime) -> Iterator[Draft]:
    key = f"{model.key}:{challenge.pk}:{at:%Y-%m-%dT%H:%M:%S}"
    for user in active_authors(challenge):
        said = {**context_of(challenge, greeting(user)), **context}
        yield Draft(model, key, user, said, scope=challenge.promotion.scope)


AUTHOR = SiteText("vous êtes auteur ou autrice de ce {challenge}")
