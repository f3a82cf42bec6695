"""A letter that the coordination writes to several authors."""

from challenges.proposal.letters.common import active_authors, context_of
from challenges.proposal.models.challenges import Challenge
from challenges.review.models.mailing import Mailing
from eig.accounts.models import User
from eig.common.vocabulary import SiteText
from eig.notifications.letters import greeting, letter
from eig.reviewing.letters.mailing import ToSeveral

TO_SEVERAL = letter(
    "challenges/to_several",
    "Courrier écrit par la coordination",
    SiteText("vous êtes auteur ou autrice d’un {challenge} du programme"),
    sujet="Une précision sur le calendrier",
    texte=SiteText("Bonjour Camille,\n\nVotre {challenge} MonitorFish sera lu la semaine prochaine."),
)


def _said(challenge: Challenge, user: User) -> dict[str, str]:
    return {
        **context_of(challenge, greeting(user)),
        "administration": challenge.administration.name,
        "numero": str(challenge.number or ""),
    }


TO_AUTHORS = ToSeveral(
    Mailing,
    TO_SEVERAL,
    {
        "bonjour": "« Bonjour » et le prénom",
        "defi": SiteText("le nom du {challenge}"),
        "administration": "l’administration d’accueil",
        "promotion": "la promotion",
        "numero": "le numéro de dépôt",
        "lien": "l’adresse du dossier",
    },
    active_authors,
    _said,
    called="auteurs",
    subjects=(SiteText("{challenge}"), SiteText("{challenges}")),
    nobody=SiteText("Aucun de ces {challenges} n’a d’auteur à qui écrire."),
    verb="write_to_authors",
)
