"""Letters about the questions of jurors: to the coordination, to the authors, then to the jury."""

from collections.abc import Iterable

from django.urls import reverse

from challenges.hearings.models.clarifications import Clarification
from challenges.proposal.letters.common import AUTHOR, active_authors
from eig.accounts.models import User, coordination
from eig.common.dates import full_instant
from eig.notifications.letters import TEAM, Draft, absolute, greeting, letter

JUROR = "vous siégez dans un jury du programme"
QUESTION = "Combien de personnes utilisent aujourd’hui ce fichier ?"
DESK = "https://eig.example/jury/defis/12/"

CLARIFICATION_ASKED = letter(
    "challenges/clarification_asked",
    "Question d’un juré (à la coordination)",
    TEAM,
    jure="Camille Lenoir",
    defi="MonitorFish",
    question=QUESTION,
    quand="mardi 24 mars 2020 à 10 h 30, heure de Paris",
    lien="https://eig.example/admin/challenges/clarification/3/change/",
)
CLARIFICATION_FORWARDED = letter(
    "challenges/clarification_forwarded",
    "Question du jury à laquelle répondre",
    AUTHOR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    question=QUESTION,
    quand="mardi 24 mars 2020 à 10 h 30, heure de Paris",
    lien="https://eig.example/porteur/questions-du-jury/3/",
)
CLARIFICATION_ANSWERED = letter(
    "challenges/clarification_answered",
    "Réponse à une question du jury",
    JUROR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    question=QUESTION,
    lien=DESK,
)
CLARIFICATION_CLOSED = letter(
    "challenges/clarification_closed",
    "Question laissée sans suite",
    JUROR,
    bonjour="Bonjour Camille",
    defi="MonitorFish",
    question=QUESTION,
    motif="Cette précision est déjà dans la présentation, page 4.",
    lien=DESK,
)


def clarification_asked(clarification: Clarification) -> list[Draft]:
    """To the coordination: who asks what, and before when."""
    facts = {
        **_facts(clarification),
        "question": clarification.question,
        "jure": str(clarification.asked_by),
        "quand": _hour(clarification),
        "lien": absolute(reverse("admin:challenges_clarification_change", args=[clarification.pk])),
    }
    key = f"{CLARIFICATION_ASKED.key}:{clarification.pk}"
    return [Draft(CLARIFICATION_ASKED, key, user, facts, scope=_scope(clarification)) for user in coordination()]


def clarification_forwarded(clarification: Clarification) -> list[Draft]:
    """To the authors, without the juror's name."""
    link = absolute(reverse("challenges:clarification", args=[clarification.pk]))
    facts = {**_facts(clarification), "quand": _hour(clarification), "lien": link}
    key = f"{CLARIFICATION_FORWARDED.key}:{clarification.pk}"
    return [
        Draft(CLARIFICATION_FORWARDED, key, user, {**facts, "bonjour": greeting(user)}, scope=_scope(clarification))
        for user in active_authors(clarification.challenge)
    ]


def clarification_answered(clarification: Clarification, jurors: Iterable[User]) -> list[Draft]:
    """To these members of the jury: there is an answer to read. It is not copied in the letter."""
    facts = {**_facts(clarification), "lien": _file(clarification)}
    key = f"{CLARIFICATION_ANSWERED.key}:{clarification.pk}"
    return [
        Draft(CLARIFICATION_ANSWERED, key, user, {**facts, "bonjour": greeting(user)}, scope=_scope(clarification))
        for user in jurors
    ]


def clarification_closed(clarification: Clarification, reason: str) -> list[Draft]:
    """To the juror who asked, with the reason."""
    user = clarification.asked_by
    facts = {**_facts(clarification), "bonjour": greeting(user), "motif": reason, "lien": _file(clarification)}
    key = f"{CLARIFICATION_CLOSED.key}:{clarification.pk}"
    return [Draft(CLARIFICATION_CLOSED, key, user, facts, scope=_scope(clarification))]


def _facts(clarification: Clarification) -> dict[str, str]:
    return {"defi": clarification.challenge.title, "question": clarification.shown_question}


def _hour(clarification: Clarification) -> str:
    hearing = clarification.challenge.hearing
    return full_instant(hearing.starts_at) if hearing else "une date qui reste à fixer"


def _file(clarification: Clarification) -> str:
    hearing = clarification.challenge.hearing_id
    return absolute(reverse("juries:challenge", args=[hearing]) if hearing else reverse("juries:desk"))


def _scope(clarification: Clarification) -> str:
    return clarification.challenge.promotion.scope
