"""Letters of the instruction: files handed to readers, questions, answers, a letter to several authors."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from challenges.letters.coordination import active_authors, context_of
from challenges.models import Challenge, Mailing, PreparedQuestion
from eig.accounts.models import User, coordination
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.notifications.letters import TEAM, Draft, absolute, greeting, letter
from eig.notifications.rendering import PLACEHOLDER

QUESTIONS = letter(
    "challenges/questions",
    "Questions avant l’audition",
    "vous êtes auteur ou autrice de ce défi",
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    promotion="EIG 4",
    combien="2 questions",
    questions="- Qui tiendra l’outil après dix mois ?\n- Les données sont-elles déjà accessibles ?",
    delai="Vous pouvez répondre jusqu’au mardi 24 mars 2020 à 10 h 30, heure de Paris.",
    lien="https://eig.example/porteur/defis/12/questions/",
)
ANSWERED = letter(
    "challenges/questions_answered",
    "Des questions ont reçu leurs réponses (à la coordination)",
    TEAM,
    defi="MonitorFish",
    administration="Direction des pêches",
    lien="https://eig.example/admin/challenges/challenge/12/change/",
)
TO_READ = letter(
    "challenges/given_to_read",
    "Dossiers confiés à un lecteur",
    "vous lisez des dossiers pour la coordination du programme",
    bonjour="Bonjour Camille",
    combien="2 dossiers",
    defis="- MonitorFish (Direction des pêches)\n- LABEL (Cour de cassation)",
    lien="https://eig.example/admin/challenges/challenge/?attente=mine",
)
TO_SEVERAL = letter(
    "challenges/to_several",
    "Courrier écrit par la coordination",
    "vous êtes auteur ou autrice d’un défi du programme",
    sujet="Une précision sur le calendrier",
    texte="Bonjour Camille,\n\nVotre défi MonitorFish sera lu la semaine prochaine.",
)
PLACEHOLDERS = {
    "bonjour": "« Bonjour » et le prénom",
    "defi": "le nom du défi",
    "administration": "l’administration d’accueil",
    "promotion": "la promotion",
    "numero": "le numéro de dépôt",
    "lien": "l’adresse du dossier",
}
"""What the coordination may write in a letter to several authors, with what stands for it."""


def questions(challenge: Challenge, asked: Sequence[PreparedQuestion], at: datetime) -> list[Draft]:
    """The questions just sent, to every author, with the time left to answer."""
    url = absolute(reverse("challenges:questions", args=[challenge.pk]))
    said = {
        "combien": plural(len(asked), "question"),
        "questions": "\n".join(f"- {' '.join(one.text.split())}" for one in asked),
        "delai": _delay(challenge),
    }
    key = f"{QUESTIONS.key}:{challenge.pk}:{max(one.pk for one in asked)}"
    return [
        Draft(
            QUESTIONS,
            key,
            user,
            {**context_of(challenge, greeting(user)), **said, "lien": url},
            scope=_scope(challenge),
        )
        for user in active_authors(challenge)
    ]


def answered(challenge: Challenge, last: PreparedQuestion) -> list[Draft]:
    """To the coordination, once all the questions have their answer; ``last`` is the latest question."""
    said = {
        "defi": challenge.title,
        "administration": challenge.administration.name,
        "lien": absolute(reverse("admin:challenges_challenge_change", args=[challenge.pk])),
    }
    key = f"{ANSWERED.key}:{challenge.pk}:{last.pk}"
    return [Draft(ANSWERED, key, user, said, scope=_scope(challenge)) for user in coordination()]


def given_to_read(reader: User, challenges: Sequence[Challenge], at: datetime) -> list[Draft]:
    """One letter for all the files just handed to a reader."""
    said = {
        "bonjour": greeting(reader),
        "combien": plural(len(challenges), "dossier"),
        "defis": "\n".join(f"- {one.title} ({one.administration})" for one in challenges),
        "lien": absolute(reverse("admin:challenges_challenge_changelist") + "?attente=mine"),
    }
    return [Draft(TO_READ, f"{TO_READ.key}:{at:%Y-%m-%dT%H:%M:%S.%f}", reader, said)]


def to_several(mailing: Mailing, challenges: Iterable[Challenge]) -> list[Draft]:
    """One letter to each author for each challenge, the placeholders filled. An author of two challenges gets two."""
    return [
        Draft(
            TO_SEVERAL,
            f"{TO_SEVERAL.key}:{mailing.token}:{challenge.pk}",
            user,
            {"sujet": _filled(mailing.subject, challenge, user), "texte": _filled(mailing.body, challenge, user)},
            scope=_scope(challenge),
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


def _delay(challenge: Challenge) -> str:
    if challenge.hearing:
        return f"Vous pouvez répondre jusqu’au {full_instant(challenge.hearing.starts_at)}."
    return "Vous pouvez répondre dès maintenant, et jusqu’à l’audition."


def _scope(challenge: Challenge) -> str:
    return challenge.promotion.scope
