"""Letters about a closing that moves: for one file, or for the whole call."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from challenges.proposal.letters.common import AUTHOR
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from eig.common.clock import PARIS
from eig.common.dates import full_instant, short_day
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, Letter, absolute, greeting, letter
from eig.promotions.models.calendar import Window

S = ChallengeStatus

REOPENED = letter(
    "challenges/reopened",
    "Dossier rouvert après la clôture",
    AUTHOR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    jour="5 mars 2020",
    limite="jeudi 5 mars 2020 à 17 h 00, heure de Paris",
    motif="Un incident du site a coupé le dépôt le dernier jour.",
    lien="https://eig.example/porteur/defis/12/",
)

NEWS: dict[str, Any] = {
    "bonjour": "Bonjour Camille",
    "defi": "MonitorFish",
    "promotion": SiteText("{fellow} 4"),
    "jour": "6 mars 2020",
    "avant": "vendredi 28 février 2020 à 17 h 00, heure de Paris",
    "cloture": "vendredi 6 mars 2020 à 17 h 00, heure de Paris",
    "numero": "12",
    "lien": "https://eig.example/porteur/defis/12/",
}
EXTENDED_DRAFT = letter(
    "challenges/extended_draft",
    "Appel prolongé, à qui n’a pas encore déposé",
    SiteText("vous préparez un {challenge} pour cet appel à projets"),
    **NEWS,
)
EXTENDED_SUBMITTED = letter(
    "challenges/extended_submitted",
    "Appel prolongé, à qui a déjà déposé",
    SiteText("vous avez déposé un {challenge} pour cet appel à projets"),
    **NEWS,
)


def reopened(challenge: Challenge, at: datetime) -> list[Draft]:
    """Tell the authors that the file is open again, until when and why. A second time is a second letter."""
    until = challenge.reopened_until
    facts = {
        "defi": challenge.title,
        "jour": short_day(until) if until else "",
        "limite": full_instant(until) if until else "",
        "motif": challenge.reopened_reason,
        "lien": absolute(reverse("challenges:file", args=[challenge.pk])),
    }
    key = f"challenges.reopened:{challenge.pk}:{at:%Y-%m-%dT%H:%M:%S}"
    return _to_authors(REOPENED, key, challenge, facts)


def extended(challenge: Challenge, call: Window) -> list[Draft]:
    """The call closes later than was said: one letter to whom has not submitted, another to whom has.

    Both share their key: whoever submits just after the first does not get the second.
    """
    facts = {
        "defi": challenge.title,
        "promotion": challenge.promotion.name,
        "jour": short_day(call.closes_at),
        "avant": full_instant(call.extended_from or call.closes_at),
        "cloture": full_instant(call.closes_at),
        "numero": str(challenge.number or ""),
        "lien": absolute(reverse("challenges:file", args=[challenge.pk])),
    }
    key = f"challenges.extended:{challenge.pk}:{call.closes_at.astimezone(PARIS):%Y-%m-%dT%H:%M}"
    return _to_authors(EXTENDED_DRAFT if challenge.status == S.DRAFT else EXTENDED_SUBMITTED, key, challenge, facts)


def _to_authors(kind: Letter, key: str, challenge: Challenge, facts: dict[str, str]) -> list[Draft]:
    return [
        Draft(kind, key, user, {**facts, "bonjour": greeting(user)}, scope=challenge.promotion.scope)
        for user in challenge.authors.all()
        if user.is_active
    ]
