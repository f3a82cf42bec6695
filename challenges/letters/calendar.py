"""Letters about a closing that moves: for one file, or for the whole call."""

from datetime import datetime

from django.urls import reverse

from challenges.letters.agents import AUTHOR, greeting
from challenges.models import Challenge
from eig.common.dates import full_instant, short_day
from eig.notifications.letters import Draft, absolute, letter

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


def reopened(challenge: Challenge, at: datetime) -> list[Draft]:
    """To the authors: the file is open again, until when and why. A second time is a second letter."""
    until = challenge.reopened_until
    facts = {
        "defi": challenge.title,
        "jour": short_day(until) if until else "",
        "limite": full_instant(until) if until else "",
        "motif": challenge.reopened_reason,
        "lien": absolute(reverse("challenges:file", args=[challenge.pk])),
    }
    key = f"challenges.reopened:{challenge.pk}:{at:%Y-%m-%dT%H:%M:%S}"
    return [
        Draft(REOPENED, key, user, {**facts, "bonjour": greeting(user)}, scope=challenge.promotion.scope)
        for user in challenge.authors.all()
        if user.is_active
    ]
