"""The file as its pages show it: its sections, what is saved, what is missing, where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import (
    Missing,
    Section,
    commitments_of,
    is_author,
    missing,
    parts,
    section_of,
    writable_until,
)
from challenges.proposal.states import ChallengeStatus
from challenges.proposal.telling import table
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
        Page(section_of(part), part.title, reverse("challenges:narrative", args=[pk, part.number]))
        for part in parts(challenge)
    ]
    commitments = [Page(Section.COMMITMENTS, table.COMMITMENTS.title, reverse("challenges:commitments", args=[pk]))]
    people = challenge.promotion.said(table.PEOPLE.title)
    return [
        Page(Section.IDENTITY, table.IDENTITY.title, reverse("challenges:identity", args=[pk])),
        *narrative,
        Page(Section.POSITIONS, table.POSITIONS.title, reverse("challenges:positions", args=[pk])),
        Page(Section.HOST_TEAM, table.HOST_TEAM.title, reverse("challenges:host_team", args=[pk])),
        Page(Section.DATASETS, table.DATASETS.title, reverse("challenges:datasets", args=[pk])),
        Page(Section.PEOPLE, people, reverse("challenges:people", args=[pk])),
        *(commitments if commitments_of(challenge.promotion) else []),
        Page(Section.DECK, table.LINES["deck"].label, reverse("challenges:deck", args=[pk])),
        Page(Section.SIMULATION, table.LINES["simulation"].label, reverse("challenges:simulation", args=[pk])),
    ]


def tasks(challenge: Challenge, lacks: list[Missing]) -> list[dict]:
    """The sections with « complet », « facultatif » or « à compléter » and what they lack, for the template."""
    left: dict[str, list[str]] = {}
    for lack in lacks:
        left.setdefault(lack.section, []).append(lack.sentence)
    blank = _blank(challenge)
    return [_task(page, left.get(page.section, []), page.section in blank) for page in pages(challenge)]


def saved(challenge: Challenge, at: datetime) -> str:
    """The sentence that says when the file was last saved, or begun."""
    return saved_at(challenge.saved_at or challenge.created_at, at)


def not_submitted(lacks: list[Missing]) -> str:
    """« Enregistré n’est pas déposé : il manque 2 points »."""
    rest = f"il manque {plural(len(lacks), 'point')}." if lacks else "tout est rempli, il reste à le déposer."
    return f"Enregistré n’est pas déposé : {rest}"


def status_bar(challenge: Challenge, at: datetime) -> dict:
    """What stays in view while a file is written, for the template: what is saved, what is missing, until when."""
    lacks = missing(challenge)
    places = {page.section: page for page in pages(challenge)}
    return {
        "challenge": challenge,
        "lacks": lacks,
        "gaps": [(places[lack.section], lack.sentence) for lack in lacks],
        "saved": saved(challenge, at),
        "not_submitted": not_submitted(lacks),
        "writable_until": writable_until(challenge),
    }


def being_written_by(user: User, challenge: Challenge) -> bool:
    """Whether this person still has something to write, the calendar apart."""
    return challenge.status in WRITTEN and is_author(user, challenge)


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
