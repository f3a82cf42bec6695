"""Questions of the instruction, and their answers."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from challenges.proposal.letters.common import active_authors, context_of
from challenges.proposal.models.challenges import Challenge
from challenges.review.models.questions import PreparedQuestion
from eig.accounts.models import coordination
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.common.vocabulary import SiteText
from eig.notifications.letters import TEAM, Draft, absolute, greeting, letter

QUESTIONS = letter(
    "challenges/questions",
    "Questions avant l’audition",
    SiteText("vous êtes auteur ou autrice de ce {challenge}"),
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    promotion=SiteText("{fellow} 4"),
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


def questions(challenge: Challenge, asked: Sequence[PreparedQuestion], at: datetime) -> list[Draft]:
    """The questions just sent, to every author, with the time left to answer."""
    url = absolute(reverse("challenges:questions", args=[challenge.pk]))
    said = {
        "combien": plural(len(asked), "question"),
        "questions": "\n".join(f"- {' '.join(question.text.split())}" for question in asked),
        "delai": _delay(challenge),
    }
    key = f"{QUESTIONS.key}:{challenge.pk}:{max(question.pk for question in asked)}"
    return [
        Draft(
            QUESTIONS,
            key,
            user,
            {**context_of(challenge, greeting(user)), **said, "lien": url},
            scope=scope_of(challenge),
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
    return [Draft(ANSWERED, key, user, said, scope=scope_of(challenge)) for user in coordination()]


def _delay(challenge: Challenge) -> str:
    if challenge.hearing:
        return f"Vous pouvez répondre jusqu’au {full_instant(challenge.hearing.starts_at)}."
    return "Vous pouvez répondre dès maintenant, et jusqu’à l’audition."


def scope_of(challenge: Challenge) -> str:
    return challenge.promotion.scope
