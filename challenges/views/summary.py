"""The file as its pages show it: its sections, what is saved, what is missing, where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from challenges.models import Challenge
from challenges.rules import Missing, Section, is_author, missing, parts, writable_until
from challenges.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.clock import today
from eig.common.dates import clock_time, short_day
from eig.common.text import plural

S = ChallengeStatus
WRITTEN = (S.DRAFT, S.CHANGES_REQUESTED)
STAGES = (
    ("Déposé", {S.SUBMITTED, S.CHANGES_REQUESTED}),
    ("Présélectionné", {S.PRESELECTED}),
    ("Retenu", {S.SELECTED}),
    ("Publié au catalogue", {S.PUBLISHED}),
)


@dataclass(frozen=True)
class Page:
    """One section of the file: a page to fill, in order."""

    section: str
    title: str
    url: str


def pages(challenge: Challenge) -> list[Page]:
    """The sections of a file, in order."""
    pk = challenge.pk
    narrative = [
        Page(part.section, part.title, reverse("challenges:narrative", args=[pk, part.number]))
        for part in parts(challenge.promotion)
    ]
    commitments = [Page(Section.COMMITMENTS, "Engagements", reverse("challenges:commitments", args=[pk]))]
    return [
        Page(Section.IDENTITY, "Identité et financement", reverse("challenges:identity", args=[pk])),
        *narrative,
        Page(Section.POSITIONS, "Profils recherchés", reverse("challenges:positions", args=[pk])),
        Page(Section.PEOPLE, "Mentors et contacts", reverse("challenges:people", args=[pk])),
        *(commitments if challenge.promotion.commitments.all() else []),
        Page(Section.DECK, "Présentation", reverse("challenges:deck", args=[pk])),
    ]


def tasks(challenge: Challenge, lacks: list[Missing]) -> list[dict]:
    """The sections with « complet » or « à compléter » and what they lack."""
    left: dict[str, list[str]] = {}
    for one in lacks:
        left.setdefault(one.section, []).append(one.sentence)
    return [_task(page, left.get(page.section, [])) for page in pages(challenge)]


def saved(challenge: Challenge, at: datetime) -> str:
    """« Enregistré à 14 h 02 », with the day when it is not today."""
    moment = challenge.saved_at or challenge.created_at
    day = "" if today(moment) == today(at) else f"le {short_day(moment)} "
    return f"Enregistré {day}à {clock_time(moment)}"


def not_submitted(lacks: list[Missing]) -> str:
    """« Enregistré n’est pas déposé : il manque 2 points »."""
    rest = f"il manque {plural(len(lacks), 'point')}." if lacks else "tout est rempli, il reste à le déposer."
    return f"Enregistré n’est pas déposé : {rest}"


def status_bar(challenge: Challenge, at: datetime) -> dict:
    """What stays in view while a file is written."""
    lacks = missing(challenge)
    return {
        "challenge": challenge,
        "lacks": lacks,
        "saved": saved(challenge, at),
        "not_submitted": not_submitted(lacks),
        "writable_until": writable_until(challenge),
    }


def being_written_by(user: User, challenge: Challenge) -> bool:
    """Whether this person still has something to write, the calendar apart."""
    return challenge.status in WRITTEN and is_author(user, challenge)


def timeline(challenge: Challenge) -> list[dict]:
    """Where a submitted file stands, in the words that administrations read; nothing that is only prepared."""
    if challenge.status in (S.DRAFT, S.WITHDRAWN):
        return []
    ended = challenge.status in (S.SET_ASIDE, S.NOT_SELECTED)
    reached = _reached(challenge)
    steps = [_stage(challenge, index, reached) for index, _ in enumerate(STAGES)]
    if ended:
        steps = [*steps[: reached + 1], {"label": challenge.public_label, "state": "current", "at": None, "text": ""}]
    return steps


def content(challenge: Challenge) -> dict:
    """What a file says, section by section, to be read: for ``challenges/content.html``."""
    answers = challenge.narrative.answers.all() if challenge.narrative else []
    texts = {answer.question_id: answer.text for answer in answers}
    return {
        "challenge": challenge,
        "facts": _facts(challenge),
        "parts": [
            {"title": part.title, "answers": [(question, texts.get(question.pk, "")) for question in part.questions]}
            for part in parts(challenge.promotion)
        ],
        "positions": challenge.positions.all(),
        "people": challenge.stakeholders.all(),
        "commitments": challenge.commitments.all(),
    }


def _task(page: Page, left: list[str]) -> dict:
    if not left:
        return {"label": page.title, "url": page.url, "status": "complet", "tone": "success", "hint": ""}
    hint = f"Il manque {_some(left)}."
    return {"label": page.title, "url": page.url, "status": "à compléter", "tone": "new", "hint": hint}


def _some(sentences: list[str]) -> str:
    """The first ones, and how many more."""
    if len(sentences) < 3:
        return " et ".join(sentences)
    return f"{sentences[0]} et {plural(len(sentences) - 1, 'autre point', 'autres points')}"


def _reached(challenge: Challenge) -> int:
    if challenge.status == S.NOT_SELECTED:
        return 1
    return next((index for index, (_, statuses) in enumerate(STAGES) if challenge.status in statuses), 0)


def _stage(challenge: Challenge, index: int, reached: int) -> dict:
    instants = (challenge.submitted_at, None, None, challenge.published_at)
    done = index < reached or (index == reached and index > 0) or challenge.status == S.SUBMITTED
    state = "next" if index > reached else "done" if done else "current"
    return {"label": STAGES[index][0], "state": state, "at": instants[index] if state != "next" else None, "text": ""}


def _facts(challenge: Challenge) -> list[tuple[str, str]]:
    cost = f"{plural(challenge.employer_cost, 'euro')}" if challenge.employer_cost else ""
    rows = [
        ("Administration d’accueil", challenge.administration.name),
        ("Porteur administratif", challenge.bearer.name if challenge.bearer else "la même administration"),
        ("Partenaires", challenge.partners),
        ("Adresse d’accueil", _place(challenge)),
        ("Durée de la mission", f"{challenge.months} mois" if challenge.months else ""),
        ("Coût employeur prévisionnel", cost),
        ("Cofinancement", _cofunding(challenge)),
    ]
    return [(label, value) for label, value in rows if value]


def _place(challenge: Challenge) -> str:
    """Address and town, which agents often write already in the address."""
    town = "" if challenge.town in challenge.address else challenge.town
    return ", ".join(filter(None, [challenge.address, town]))


def _cofunding(challenge: Challenge) -> str:
    if not challenge.cofunding:
        return "non demandé"
    amount = plural(challenge.cofunding_amount, "euro") if challenge.cofunding_amount else "montant à préciser"
    return f"{amount}, programme {challenge.budget_programme or 'à préciser'}"
