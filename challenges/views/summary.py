"""The file as its pages show it: its sections, what is saved, what is missing, where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from challenges.models import Challenge
from challenges.rules import Missing, Section, is_author, missing, parts, writable_until
from challenges.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.keeping.views import saved_at
from eig.common.text import plural

S = ChallengeStatus
WRITTEN = (S.DRAFT, S.CHANGES_REQUESTED)


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
        Page(Section.HOST_TEAM, "Équipe d’accueil", reverse("challenges:host_team", args=[pk])),
        Page(Section.DATASETS, "Données nécessaires", reverse("challenges:datasets", args=[pk])),
        Page(Section.PEOPLE, challenge.promotion.said("Mentors et contacts"), reverse("challenges:people", args=[pk])),
        *(commitments if challenge.promotion.commitments.all() else []),
        Page(Section.DECK, "Présentation", reverse("challenges:deck", args=[pk])),
        Page(Section.SIMULATION, "Simulation de paie", reverse("challenges:simulation", args=[pk])),
    ]


def tasks(challenge: Challenge, lacks: list[Missing]) -> list[dict]:
    """The sections with « complet » or « à compléter » and what they lack."""
    left: dict[str, list[str]] = {}
    for one in lacks:
        left.setdefault(one.section, []).append(one.sentence)
    blank = _blank(challenge)
    return [_task(page, left.get(page.section, []), page.section in blank) for page in pages(challenge)]


def saved(challenge: Challenge, at: datetime) -> str:
    """When it was last saved, or begun."""
    return saved_at(challenge.saved_at or challenge.created_at, at)


def not_submitted(lacks: list[Missing]) -> str:
    """« Enregistré n’est pas déposé : il manque 2 points »."""
    rest = f"il manque {plural(len(lacks), 'point')}." if lacks else "tout est rempli, il reste à le déposer."
    return f"Enregistré n’est pas déposé : {rest}"


def status_bar(challenge: Challenge, at: datetime) -> dict:
    """What stays in view while a file is written."""
    lacks = missing(challenge)
    places = {page.section: page for page in pages(challenge)}
    return {
        "challenge": challenge,
        "lacks": lacks,
        "gaps": [(places[one.section], one.sentence) for one in lacks],
        "saved": saved(challenge, at),
        "not_submitted": not_submitted(lacks),
        "writable_until": writable_until(challenge),
    }


def being_written_by(user: User, challenge: Challenge) -> bool:
    """Whether this person still has something to write, the calendar apart."""
    return challenge.status in WRITTEN and is_author(user, challenge)


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
        "host_members": challenge.host_members.all(),
        "datasets": challenge.datasets.all(),
        "people": challenge.stakeholders.all(),
        "commitments": challenge.commitments.all(),
    }


def _blank(challenge: Challenge) -> set[str]:
    """The optional sections in which nothing was written."""
    optional = {
        Section.HOST_TEAM: challenge.host_members.all(),
        Section.DATASETS: challenge.datasets.all(),
        Section.SIMULATION: challenge.simulation,
    }
    return {section for section, value in optional.items() if not value}


def _task(page: Page, left: list[str], blank: bool) -> dict:
    if blank:
        return {"label": page.title, "url": page.url, "status": "facultatif", "tone": "", "hint": ""}
    if not left:
        return {"label": page.title, "url": page.url, "status": "complet", "tone": "success", "hint": ""}
    hint = f"Il manque {_some(left)}."
    return {"label": page.title, "url": page.url, "status": "à compléter", "tone": "new", "hint": hint}


def _some(sentences: list[str]) -> str:
    """The first ones, and how many more."""
    if len(sentences) < 3:
        return " et ".join(sentences)
    return f"{sentences[0]} et {plural(len(sentences) - 1, 'autre point', 'autres points')}"


def _facts(challenge: Challenge) -> list[tuple[str, str]]:
    rows = [
        ("Administration d’accueil", challenge.administration.name),
        ("Porteur administratif", challenge.bearer.name if challenge.bearer else "la même administration"),
        ("Partenaires", challenge.partners),
        ("Adresse d’accueil", _place(challenge)),
        *challenge.conditions,
    ]
    return [(label, value) for label, value in rows if value]


def _place(challenge: Challenge) -> str:
    """Address and town, which agents often write already in the address."""
    town = "" if challenge.town in challenge.address else challenge.town
    return ", ".join(filter(None, [challenge.address, town]))
