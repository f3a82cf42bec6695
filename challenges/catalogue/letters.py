"""The page to validate, and the challenge published."""

from datetime import datetime

from django.urls import reverse

from challenges.proposal.letters.common import AUTHOR, EXAMPLE, active_authors, to_authors
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User, coordination
from eig.common.vocabulary import SiteText
from eig.notifications.letters import TEAM, Draft, Letter, absolute, greeting, letter

ASKED = letter(
    "challenges/sheet_asked",
    "Fiche publique à valider",
    AUTHOR,
    **EXAMPLE,
    titre="MonitorFish",
    lien="https://eig.example/porteur/defis/12/fiche/",
)
AGREED = letter(
    "challenges/sheet_agreed",
    "Fiche validée par l’administration (à la coordination)",
    TEAM,
    titre="MonitorFish",
    auteur="Camille Lenoir",
    administration="Direction des pêches",
    lien="https://eig.example/admin/challenges/challenge/12/change/",
)
REMARKED = letter(
    "challenges/sheet_remarked",
    "Changements proposés sur une fiche (à la coordination)",
    TEAM,
    titre="MonitorFish",
    auteur="Camille Lenoir",
    administration="Direction des pêches",
    remarque="La ville est Étel, et non Lorient.",
    lien="https://eig.example/admin/challenges/challenge/12/cadrage/",
)


def sheet_asked(challenge: Challenge, at: datetime) -> list[Draft]:
    """To each author: the public page is ready to be validated; one letter each time the validation is asked."""
    key = f"{ASKED.key}:{challenge.pk}:{at:%Y-%m-%dT%H:%M:%S}"
    facts = {
        "defi": challenge.title,
        "titre": challenge.public_title,
        "promotion": challenge.promotion.name,
        "lien": absolute(reverse("challenges:sheet", args=[challenge.pk])),
    }
    return [
        Draft(ASKED, key, user, {"bonjour": greeting(user), **facts}, scope=challenge.promotion.scope)
        for user in active_authors(challenge)
    ]


def sheet_agreed(challenge: Challenge, at: datetime, *, by: User) -> list[Draft]:
    """To the coordination: an author has validated the page, which may be published."""
    url = absolute(reverse("admin:challenges_challenge_change", args=[challenge.pk]))
    return _to_coordination(AGREED, challenge, at, by, lien=url)


def sheet_remarked(challenge: Challenge, at: datetime, *, by: User, remark: str) -> list[Draft]:
    """To the coordination: the changes to the page that an author proposes, in their words."""
    url = absolute(reverse("admin:challenges_challenge_frame", args=[challenge.pk]))
    return _to_coordination(REMARKED, challenge, at, by, remarque=remark, lien=url)


def _to_coordination(model: Letter, challenge: Challenge, at: datetime, by: User, **more: str) -> list[Draft]:
    key = f"{model.key}:{challenge.pk}:{at:%Y-%m-%dT%H:%M:%S}"
    facts = {
        "titre": challenge.public_title,
        "auteur": str(by),
        "administration": str(challenge.administration),
        **more,
    }
    return [Draft(model, key, user, facts, scope=challenge.promotion.scope) for user in coordination()]


PUBLISHED = letter(
    "challenges/published",
    SiteText("{Challenge} publié au catalogue"),
    AUTHOR,
    **EXAMPLE,
    titre="MonitorFish",
    lien="https://eig.example/defis/monitorfish/",
)


def published(challenge: Challenge, at: datetime) -> list[Draft]:
    """To each author: the challenge is in the catalogue, at this public address."""
    public = absolute(reverse("challenges:detail", args=[challenge.slug]))
    return list(to_authors(PUBLISHED, challenge, {"titre": challenge.public_title, "lien": public}, at))
