"""« Où en est mon défi » : the steps, who decides now, what comes next and when."""

from dataclasses import dataclass
from datetime import datetime

from challenges.models import Challenge
from challenges.rules import call_of, door_of
from challenges.states import ChallengeStatus
from eig.promotions.states import WindowKind

S = ChallengeStatus
REFUSED = (S.SET_ASIDE, S.NOT_SELECTED)
STAGES = (
    ("Déposé", {S.SUBMITTED, S.CHANGES_REQUESTED}),
    ("Présélectionné", {S.PRESELECTED}),
    ("Retenu", {S.SELECTED}),
    ("Publié au catalogue", {S.PUBLISHED}),
)


@dataclass(frozen=True)
class Ahead:
    """Who decides now, what comes next, and when if it is known."""

    who: str
    what: str
    when: datetime | None = None


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


def ahead(challenge: Challenge, at: datetime) -> Ahead | None:
    """What a submitted challenge waits for; nothing once its story is over or while its authors write."""
    match challenge.status:
        case S.SUBMITTED:
            return _submitted(challenge, at)
        case S.PRESELECTED:
            return _preselected(challenge, at)
        case S.SELECTED:
            what = "Les profils et la fiche publique sont précisés avec vous, puis le défi paraît au catalogue."
            return Ahead("La coordination, avec vous", what, _opening(challenge, at))
        case S.PUBLISHED:
            return _published(challenge, at)
        case _:
            return None


def _submitted(challenge: Challenge, at: datetime) -> Ahead:
    call, team = call_of(challenge.promotion), "L’équipe de coordination"
    if call and call.closes_at > at and not challenge.changes_asked_at:
        what = "Jusqu’à la clôture vous pouvez encore reprendre le dossier. La coordination lit ensuite tous les défis."
        return Ahead(team, what, call.closes_at)
    return Ahead(
        team, "Elle lit tous les défis, peut demander une précision, puis vous écrit, quelle que soit sa décision."
    )


def _preselected(challenge: Challenge, at: datetime) -> Ahead:
    if not challenge.promotion.hears_challenges:
        return Ahead(
            "L’équipe de coordination", "Les décisions sont annoncées à tout le monde en même temps, par courrier."
        )
    if challenge.hearing and challenge.hearing.starts_at > at:
        return Ahead(
            "Le jury, puis la coordination", "Vos mentors présentent le défi au jury.", challenge.hearing.starts_at
        )
    if challenge.hearing:
        what = "Les décisions sont annoncées à tout le monde en même temps, par courrier."
        return Ahead("La coordination, d’après l’avis du jury", what)
    return Ahead("Le jury, puis la coordination", "La date de votre audition vous sera donnée par courrier.")


def _opening(challenge: Challenge, at: datetime) -> datetime | None:
    """The opening of the call for candidates, while it is ahead."""
    door = door_of(challenge.promotion, WindowKind.CALL_FOR_CANDIDATES)
    return door.opens_at if door and door.opens_at > at else None


def _published(challenge: Challenge, at: datetime) -> Ahead | None:
    door = door_of(challenge.promotion, WindowKind.CALL_FOR_CANDIDATES)
    if door is None or at >= door.closes_at:
        return None
    if at < door.opens_at:
        return Ahead(
            "Les candidats", "L’appel à candidatures ouvre, et les candidats choisissent leurs vœux.", door.opens_at
        )
    return Ahead("Les candidats", "L’appel à candidatures est ouvert jusqu’à sa clôture.", door.closes_at)


def _reached(challenge: Challenge) -> int:
    if challenge.status == S.NOT_SELECTED:
        return 1
    return next((index for index, (_, statuses) in enumerate(STAGES) if challenge.status in statuses), 0)


def _stage(challenge: Challenge, index: int, reached: int) -> dict:
    instants = (challenge.submitted_at, None, None, challenge.published_at)
    done = index < reached or (index == reached and index > 0) or challenge.status == S.SUBMITTED
    state = "next" if index > reached else "done" if done else "current"
    return {"label": STAGES[index][0], "state": state, "at": instants[index] if state != "next" else None, "text": ""}
