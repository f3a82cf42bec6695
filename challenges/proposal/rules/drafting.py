"""Writing a challenge: who may, until when, and what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus, StakeholderKind
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.journal.models import Entry
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Statement
from eig.promotions.states import Audience, WindowKind
from eig.questions.reading import Part, Reading, reading_of

S = ChallengeStatus
COORDINATES = "challenges.change_challenge"
DECK_PAGES = 12
SIMULATION_PAGES = 10
WITHDRAWN_BY_AUTHORS = (S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED, S.PRESELECTED)


class Section(StrEnum):
    """The sections of a file, as their addresses say them; questions go by parts: « questions-2 »."""

    IDENTITY = "identite"
    QUESTIONS = "questions"
    POSITIONS = "profils"
    HOST_TEAM = "equipe"
    DATASETS = "donnees"
    PEOPLE = "contacts"
    COMMITMENTS = "engagements"
    DECK = "presentation"
    SIMULATION = "simulation"


@dataclass(frozen=True)
class Missing:
    """Something that a submission needs: in which section, said as « la réponse à… »."""

    section: str
    sentence: str


def door_of(promotion: Promotion, kind: str) -> Window | None:
    """The window of this kind in a promotion's calendar; ``None`` when it has none."""
    return next((door for door in promotion.windows.all() if door.kind == kind), None)


def call_of(promotion: Promotion) -> Window | None:
    """The call for projects of a promotion; ``None`` when it has none."""
    return door_of(promotion, WindowKind.CALL_FOR_PROJECTS)


def writable_until(challenge: Challenge) -> datetime | None:
    """The instant at which the content of a draft or correction closes; ``None`` without any, or in another state."""
    if challenge.status == S.CHANGES_REQUESTED:
        return challenge.changes_due_at
    return closing_of(challenge) if challenge.status == S.DRAFT else None


def closing_of(challenge: Challenge) -> datetime | None:
    """The instant from which a draft cannot be submitted: the call's closing, later if the file was reopened.

    ``None`` for a promotion without a call.
    """
    call = call_of(challenge.promotion)
    closings = [call.closes_at if call else None, challenge.reopened_until]
    return max((closing for closing in closings if closing), default=None)


def call_refusal(promotion: Promotion, at: datetime) -> str:
    """Why nothing can be written or submitted for a promotion at this instant; empty while its call is open."""
    call = call_of(promotion)
    if call is None:
        return "Cette promotion n’a pas d’appel à projets."
    if at < call.opens_at:
        return f"L’appel à projets ouvre le {full_instant(call.opens_at)}."
    if at >= call.closes_at:
        return f"L’appel à projets est clos depuis le {full_instant(call.closes_at)}."
    return ""


def file_refusal(challenge: Challenge, at: datetime) -> str:
    """Why a draft cannot be written nor submitted at this instant: the call, unless this file was reopened.

    Empty when it can.
    """
    until = challenge.reopened_until
    if until and at < until:
        return ""
    refusal = call_refusal(challenge.promotion, at)
    return (
        f"Ce dossier, rouvert après la clôture, s’est refermé le {full_instant(until)}."
        if refusal and until
        else refusal
    )


def correction_refusal(challenge: Challenge, at: datetime) -> str:
    """Why a requested correction can no longer be written nor submitted; empty until its deadline."""
    due = challenge.changes_due_at
    return f"Le délai de correction est passé depuis le {full_instant(due)}." if due and at >= due else ""


def coordinates(user: User) -> bool:
    """Whether this person is of the coordination."""
    return user.has_perm(COORDINATES)


def is_author(user: User, challenge: Challenge) -> bool:
    """Whether this person writes this challenge."""
    return user in challenge.authors.all()


def editing_refusal(user: User, challenge: Challenge, at: datetime) -> str:
    """Why this person may not change the content at this instant; empty when they may."""
    if not is_author(user, challenge):
        return challenge.promotion.said("Seuls les auteurs de ce {challenge} peuvent le modifier.")
    if challenge.status == S.CHANGES_REQUESTED:
        return correction_refusal(challenge, at)
    if challenge.status != S.DRAFT:
        return challenge.promotion.said("Ce {challenge} n’est plus en préparation : son contenu ne change plus.")
    # The coordination enters the transversal team whenever it is decided.
    return "" if coordinates(user) else file_refusal(challenge, at)


def can_edit(user: User, challenge: Challenge, at: datetime) -> bool:
    """Whether the content may be changed now."""
    return not editing_refusal(user, challenge, at)


def can_submit(user: User, challenge: Challenge) -> bool:
    """Whether this person may submit this draft, the calendar apart."""
    return challenge.status == S.DRAFT and is_author(user, challenge)


def can_resubmit(user: User, challenge: Challenge) -> bool:
    """Whether this person may submit the correction asked, the calendar apart."""
    return challenge.status == S.CHANGES_REQUESTED and is_author(user, challenge)


def can_take_up(user: User, challenge: Challenge) -> bool:
    """Whether this person may take up a submitted file to change it, the calendar apart."""
    return challenge.status == S.SUBMITTED and is_author(user, challenge)


def taking_up_refusal(challenge: Challenge, at: datetime) -> str:
    """Why a submitted file can no longer be taken up; empty until the closing of a call that is its only chance."""
    if challenge.changes_asked_at:
        return challenge.promotion.said(
            "La coordination instruit déjà ce {challenge} : écrivez-lui pour changer quelque chose."
        )
    return file_refusal(challenge, at)


def withdrawn_from(challenge: Challenge) -> str:
    """The status that a withdrawn challenge had before, as the journal tells; empty when it was never withdrawn."""
    entries = [entry for entry in Entry.objects.about(challenge) if entry.verb == "withdraw"]
    return max(entries, key=lambda entry: (entry.at, entry.pk)).before if entries else ""


def can_restore(user: User, challenge: Challenge) -> bool:
    """Whether this person may undo a withdrawal, the calendar apart: of a draft or of a file just submitted."""
    if challenge.status != S.WITHDRAWN or not is_author(user, challenge):
        return False
    return withdrawn_from(challenge) in (S.DRAFT, S.SUBMITTED)


def is_undone_until_closing(challenge: Challenge, at: datetime) -> bool:
    """Whether a withdrawal made now could still be undone."""
    return challenge.status in (S.DRAFT, S.SUBMITTED) and not taking_up_refusal(challenge, at)


def can_withdraw(user: User, challenge: Challenge) -> bool:
    """Whether this person may withdraw the challenge: its authors until the choice is made, then the coordination."""
    if coordinates(user):
        return Challenge.FLOW.allows("withdraw", challenge.status)
    return challenge.status in WITHDRAWN_BY_AUTHORS and is_author(user, challenge)


def commitments_of(promotion: Promotion) -> list[Statement]:
    """The sentences that administrations tick, in order. No query once ``statements`` are read."""
    return promotion.statements_for(Audience.AGENTS)


def narrative(challenge: Challenge) -> Reading:
    """What the promotion asks and what the file answers. No query on a challenge read by ``with_file``."""
    return reading_of(challenge.promotion.challenge_questions, challenge.narrative)


def parts(challenge: Challenge) -> list[Part]:
    """The pages of the narrative that apply to a file, in order; none for a promotion that asks no questions."""
    return narrative(challenge).parts("Questions")


def section_of(part: Part) -> str:
    """The place of a part in the file: « questions-2 »."""
    return f"{Section.QUESTIONS}-{part.number}"


def missing(challenge: Challenge) -> list[Missing]:
    """What the submission still needs, in the order of the file; empty when complete."""
    return [
        *_missing_identity(challenge),
        *_missing_answers(challenge),
        *_missing_positions(challenge),
        *_missing_people(challenge),
        *_missing_commitments(challenge),
        *_missing_deck(challenge),
    ]


def team_size_refusal(promotion: Promotion, seats: int) -> str:
    """What is missing when the promotion hosts no team of this size, as « une équipe de… »; empty when it does."""
    low, high = promotion.team_min, promotion.team_max
    if low <= seats <= high:
        return ""
    asked = plural(high, "personne") if low == high else f"{low} à {plural(high, 'personne')}"
    return f"une équipe de {asked} (vous en demandez {seats})"


def duration_refusal(promotion: Promotion, months: int | None) -> str:
    """What is missing when these months do not suit the promotion, as « une durée de… »; empty when they do, and where
    challenges do not choose their duration."""
    if promotion.durations is None:
        return ""
    low, high = promotion.durations
    if months is None:
        return "la durée de la mission"
    return "" if low <= months <= high else f"une durée de {low} à {high} mois (vous en demandez {months})"


def _missing_identity(challenge: Challenge) -> Iterator[Missing]:
    needed: dict[str, object] = {
        challenge.promotion.said("le {challenge} en une phrase"): challenge.summary,
        "l’adresse d’accueil": challenge.address,
        "la ville": challenge.town,
    }
    if challenge.cofunding:
        needed["le montant du cofinancement"] = challenge.cofunding_amount
        needed["le numéro de programme budgétaire"] = challenge.budget_programme
    yield from (Missing(Section.IDENTITY, sentence) for sentence, value in needed.items() if not value)
    if refusal := duration_refusal(challenge.promotion, challenge.months):
        yield Missing(Section.IDENTITY, refusal)


def _missing_answers(challenge: Challenge) -> Iterator[Missing]:
    for part in parts(challenge):
        for reply in part.replies:
            if reply.is_missing:
                yield Missing(section_of(part), f"la réponse à « {reply.question.label} »")


def _missing_positions(challenge: Challenge) -> Iterator[Missing]:
    positions = challenge.positions.all()
    if refusal := team_size_refusal(challenge.promotion, sum(position.seats for position in positions)):
        yield Missing(Section.POSITIONS, refusal)
    for position in positions:
        if not position.mission:
            yield Missing(Section.POSITIONS, f"la mission du poste « {position.family} »")


def _missing_people(challenge: Challenge) -> Iterator[Missing]:
    kinds = {person.kind for person in challenge.stakeholders.all()}
    for kind in (StakeholderKind.OPERATIONAL_MENTOR, StakeholderKind.HIGH_LEVEL_MENTOR):
        if kind not in kinds:
            yield Missing(Section.PEOPLE, f"le {challenge.words.said(kind.label)}")


def _missing_commitments(challenge: Challenge) -> Iterator[Missing]:
    ticked = {row.statement_id for row in challenge.commitments.all()}
    left = [row for row in commitments_of(challenge.promotion) if row.compulsory and row.pk not in ticked]
    if left:
        yield Missing(Section.COMMITMENTS, plural(len(left), "engagement à cocher", "engagements à cocher"))


def _missing_deck(challenge: Challenge) -> Iterator[Missing]:
    if challenge.deck is None:
        yield Missing(Section.DECK, "la présentation en PDF")
