"""Who gives a challenge its jury and its hour, and what forbids it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.juries import rules as juries
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import Stage

S = ChallengeStatus


def can_schedule(user: User, challenge: Challenge) -> bool:
    """Give a challenge its jury and its hour, where juries hear challenges."""
    return can_coordinate(user) and challenge.status == S.PRESELECTED and challenge.promotion.hears_challenges


def marks_closed_because(challenge: Challenge, at: datetime) -> str:
    """Why the sheets of a challenge cannot be written at an instant; empty when they can."""
    if challenge.status == S.WITHDRAWN:
        return challenge.promotion.said("Ce {challenge} est retiré : il n’y a plus de fiche à remplir.")
    if challenge.hearing is None:
        return challenge.promotion.said("Ce {challenge} n’a pas encore d’audition.")
    return juries.closed_because(challenge.hearing, at)


def hearing_refusal(challenge: Challenge, jury: Jury, starts_at: datetime, minutes: int, at: datetime) -> str:
    """Why this jury cannot hear a challenge at this hour, as a sentence; empty when it can: one query."""
    if not challenge.promotion.hears_challenges:
        return challenge.words.said(
            "Les {challenges} de cette promotion ne passent pas devant un jury : la décision se prépare sans audition."
        )
    if jury.promotion_id != challenge.promotion_id or jury.stage != Stage.CHALLENGE:
        return challenge.words.said("Ce jury n’entend pas les {challenges} de cette promotion.")
    if starts_at <= at:
        return "Cette heure est déjà passée : choisissez une heure à venir."
    if starts_at < jury.meets_at:
        return f"Ce jury se réunit à partir du {full_instant(jury.meets_at)}."
    planned = jury.hearings.annotate(gone=Q(challenge__status=S.WITHDRAWN))
    others = [hearing for hearing in planned if hearing.pk != challenge.hearing_id]
    wanted = Hearing(jury=jury, starts_at=starts_at, minutes=minutes)
    if clash := _overlap(others, wanted):
        return clash
    return (
        ""
        if _heard_by(challenge, jury)
        else _full(jury, sum(not hearing.gone for hearing in others), challenge.promotion)
    )


def _heard_by(challenge: Challenge, jury: Jury) -> bool:
    """Whether this jury hears the challenge already: another hour there asks nothing more of it."""
    return bool(challenge.hearing and challenge.hearing.jury_id == jury.pk)


def _full(jury: Jury, heard: int, promotion: Promotion) -> str:
    if heard < promotion.challenges_per_jury:
        return ""
    load = plural(heard, promotion.words.challenge, promotion.words.challenges)
    return f"Le {jury} entend déjà {load} : cette promotion n’en demande pas plus à un jury."


def _overlap(others: Iterable[Hearing], wanted: Hearing) -> str:
    for other in others:
        if wanted.starts_at < other.ends_at and other.starts_at < wanted.ends_at:
            challenge = wanted.jury.promotion.words.challenge
            return f"Ce jury entend déjà un {challenge} le {full_instant(other.starts_at)}, pendant {_minutes(other)}."
    return ""


def _minutes(hearing: Hearing) -> str:
    return plural(hearing.minutes, "minute")
