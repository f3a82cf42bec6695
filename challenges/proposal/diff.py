"""What a file says, line by line, and what changed in it since it was submitted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import Dataset, HostMember
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from challenges.proposal.rules.drafting import parts
from challenges.proposal.states import ChallengeStatus
from eig.common.text import plural
from eig.files.models import StoredFile

S = ChallengeStatus
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
Line = list[str]
IDENTITY, PEOPLE = "Identité et financement", "Mentors et contacts"


@dataclass(frozen=True)
class Piece:
    """A run of words: ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One line of a file that differs: in which section, under which label."""

    section: str
    label: str
    pieces: list[Piece]


def written(challenge: Challenge) -> list[Line]:
    """Section, label and text of each line of a file, blank ones left out."""
    lines = [
        *_identity(challenge),
        *_answers(challenge),
        *(["Profils recherchés", str(one.family), _position(one)] for one in challenge.positions.all()),
        *(["Équipe d’accueil", one.name, _member(one)] for one in challenge.host_members.all()),
        *(["Données nécessaires", one.name, _dataset(one)] for one in challenge.datasets.all()),
        *([PEOPLE, _role(one), _person(one)] for one in challenge.stakeholders.all()),
        *(["Engagements", str(one.commitment), "coché"] for one in challenge.commitments.all()),
        ["Pièces jointes", "Présentation", _file(challenge.deck)],
        ["Pièces jointes", "Simulation de paie", _file(challenge.simulation)],
    ]
    return [line for line in lines if line[2]]


def changes(challenge: Challenge) -> list[Change]:
    """What differs between what was submitted last and what the file says now; once a correction or a file taken up
    again is in, between the last two submissions. Empty when nothing was submitted yet, or nothing changed."""
    kept = [row.lines for row in challenge.submissions.all()]
    if challenge.status in (S.DRAFT, S.CHANGES_REQUESTED):
        kept.append(written(challenge))
    found = list(_differences(kept[-2], kept[-1])) if len(kept) > 1 else []
    return [_said(challenge, one) for one in found]


def _said(challenge: Challenge, change: Change) -> Change:
    """Our own headings in the words of the promotion: what was kept at each submission does not depend on them."""
    if change.section not in (IDENTITY, PEOPLE):
        return change
    return replace(
        change, section=challenge.promotion.said(change.section), label=challenge.promotion.said(change.label)
    )


def compared(before: str, after: str) -> list[Piece]:
    """Two texts as runs of words that stayed, came or went."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces = []
    for kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[from_old:to_old])))
            continue
        runs = (Piece("removed", "".join(old[from_old:to_old])), Piece("added", "".join(new[from_new:to_new])))
        pieces += [run for run in runs if run.text]
    return pieces


def _differences(before: list[Line], after: list[Line]) -> Iterator[Change]:
    old = {(section, label): text for section, label, text in before}
    new = {(section, label): text for section, label, text in after}
    for section, label in dict.fromkeys([*new, *old]):
        was, now = old.get((section, label), ""), new.get((section, label), "")
        if was != now:
            yield Change(section, label, compared(was, now))


def _identity(challenge: Challenge) -> Iterator[Line]:
    facts = {
        "Nom du défi": challenge.title,
        "Le défi en une phrase": challenge.summary,
        "Porteur administratif": str(challenge.bearer or ""),
        "Partenaires": challenge.partners,
        "Adresse d’accueil": challenge.address,
        "Ville": challenge.town,
        "Durée": plural(challenge.months, "mois", "mois") if challenge.months else "",
        "Coût employeur prévisionnel": _euros(challenge.employer_cost),
        "Cofinancement": "demandé" if challenge.cofunding else "non demandé",
        "Montant demandé": _euros(challenge.cofunding_amount),
        "Programme budgétaire": challenge.budget_programme,
    }
    yield from ([IDENTITY, label, text] for label, text in facts.items())


def _euros(amount: int | None) -> str:
    return plural(amount, "euro") if amount else ""


def _answers(challenge: Challenge) -> Iterator[Line]:
    answers = challenge.narrative.answers.all() if challenge.narrative else []
    texts = {answer.question_id: answer.text for answer in answers}
    for part in parts(challenge.promotion):
        yield from ([part.title, question.label, texts.get(question.pk, "")] for question in part.questions)


def _position(position: Position) -> str:
    profiles = ", ".join(profile.name for profile in position.profiles.all())
    skills = [
        f"{label} : {', '.join(names)}"
        for label, names in (("Nécessaire", position.skills_required), ("Souhaité", position.skills_wished))
        if names
    ]
    said = [plural(position.seats, "personne"), profiles, position.mission, *skills, position.skills_note]
    return "\n".join(filter(None, said))


def _member(member: HostMember) -> str:
    said = [member.function, member.get_status_display(), f"{member.share} % du temps", member.contribution]
    return ", ".join(filter(None, said))


def _dataset(dataset: Dataset) -> str:
    return "déjà accessible" if dataset.accessible else f"à obtenir : {dataset.steps}"


def _role(person: Stakeholder) -> str:
    return f"{person.get_kind_display().capitalize()} – {person.email}"


def _person(person: Stakeholder) -> str:
    return ", ".join(filter(None, [person.name, person.function, person.phone]))


def _file(stored: StoredFile | None) -> str:
    return f"{stored.name}, {plural(stored.pages, 'page')}" if stored else ""
