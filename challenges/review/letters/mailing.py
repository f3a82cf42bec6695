"""A letter that the coordination writes to several authors."""

from collections.abc import Iterable

from challenges.proposal.letters.common import active_authors, context_of
from challenges.proposal.models.challenges import Challenge
from challenges.review.letters.questions import scope_of
from challenges.review.models.mailing import Mailing
from eig.accounts.models import User
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, greeting, letter
from eig.notifications.rendering import PLACEHOLDER

TO_SEVERAL = letter(
    "challenges/to_several",
    "Courrier écrit par la coordination",
    SiteText("vous êtes auteur ou autrice d’un {challenge} du programme"),
    sujet="Une précision sur le calendrier",
    texte=SiteText("Bonjour Camille,\n\nVotre {challenge} MonitorFish sera lu la semaine prochaine."),
)
PLACEHOLDERS = {
    "bonjour": "« Bonjour » et le prénom",
    "defi": SiteText("le nom du {challenge}"),
    "administration": "l’administration d’accueil",
    "promotion": "la promotion",
    "numero": "le numéro de dépôt",
    "lien": "l’adresse du dossier",
}
"""What the coordination may write in a letter to several authors, with what stands for it."""


def to_several(mailing: Mailing, challenges: Iterable[Challenge]) -> list[Draft]:
    """One letter to each author for each challenge, the placeholders filled. An author of two challenges gets two."""
    return [
        Draft(
            TO_SEVERAL,
            f"{TO_SEVERAL.key}:{mailing.token}:{challenge.pk}",
            user,
            {"sujet": _filled(mailing.subject, challenge, user), "texte": _filled(mailing.body, challenge, user)},
            scope=scope_of(challenge),
            headers={"Reply-To": mailing.reply_to},
        )
        for challenge in challenges
        for user in active_authors(challenge)
    ]


def unknown_placeholders(text: str) -> list[str]:
    """The placeholders of a letter to several authors that stand for nothing, in order of appearance."""
    return [name for name in dict.fromkeys(PLACEHOLDER.findall(text)) if name not in PLACEHOLDERS]


def without_placeholders(text: str) -> str:
    """The text as it may be shown to the staff, « … » where something differs from a challenge to another."""
    return PLACEHOLDER.sub("…", text)


def _filled(text: str, challenge: Challenge, user: User) -> str:
    said = {
        **context_of(challenge, greeting(user)),
        "administration": challenge.administration.name,
        "numero": str(challenge.number or ""),
    }
    return PLACEHOLDER.sub(lambda match: said[match[1]], text)
