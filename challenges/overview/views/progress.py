"""« Où en est mon défi » : the steps, who decides now, what comes next and when."""

from dataclasses import dataclass
from datetime import date, datetime

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import call_of, door_of
from challenges.proposal.states import ChallengeStatus
from challenges.selection.rules import reason_said
from eig.common.clock import today
from eig.common.dates import long_day
from eig.common.vocabulary import SiteText
from eig.promotions.states import WindowKind

S = ChallengeStatus
STAGES = (
    ("Déposé", {S.SUBMITTED, S.CHANGES_REQUESTED}),
    ("Présélectionné", {S.PRESELECTED}),
    ("Retenu", {S.SELECTED}),
    ("Publié au catalogue", {S.PUBLISHED}),
)
TOGETHER = "Les décisions sont annoncées à tout le monde en même temps, par courrier."
UNDATED = "La date sera annoncée par courriel"


@dataclass(frozen=True)
class Ahead:
    """Who decides now, what comes next, and when: an instant, else a day said in words."""

    who: str
    what: str
    when: datetime | None = None
    day: str = UNDATED


def timeline(challenge: Challenge) -> list[dict]:
    """The steps of a challenge as its authors may know them; empty for a draft and for a challenge withdrawn."""
    if challenge.status in (S.DRAFT, S.WITHDRAWN):
        return []
    ended = challenge.status in (S.SET_ASIDE, S.NOT_SELECTED)
    reached = _reached(challenge)
    steps = [_stage(challenge, index, reached) for index, _ in enumerate(STAGES)]
    if ended:
        steps = [*steps[: reached + 1], {"label": challenge.public_label, "state": "current", "at": None, "text": ""}]
    return steps


def refusal(challenge: Challenge) -> str:
    """Why a challenge was set aside or not selected, in the words of the letter; empty at any other status."""
    match challenge.status:
        case S.SET_ASIDE:
            return challenge.refusal_reason
        case S.NOT_SELECTED:
            return reason_said(challenge, challenge.refusal_reason)
        case _:
            return ""


def ahead(challenge: Challenge, at: datetime) -> Ahead | None:
    """What a challenge waits for at ``at``; None once nothing more is decided about it, or while its authors write."""
    match challenge.status:
        case S.SUBMITTED:
            return _submitted(challenge, at)
        case S.PRESELECTED:
            return _preselected(challenge, at)
        case S.SELECTED:
            sentence = SiteText(
                "Les profils et la fiche publique sont précisés avec vous, puis le {challenge} paraît au catalogue."
            )
            return Ahead("La coordination, avec vous", sentence, _opening(challenge, at))
        case S.PUBLISHED:
            return _published(challenge, at)
        case _:
            return None


def _submitted(challenge: Challenge, at: datetime) -> Ahead:
    call, team = call_of(challenge.promotion), "L’équipe de coordination"
    if call and call.closes_at > at and not challenge.changes_asked_at:
        sentence = SiteText(
            "Jusqu’à la clôture vous pouvez encore reprendre le dossier. La coordination lit ensuite tous les "
            "{challenges}."
        )
        return Ahead(team, sentence, call.closes_at)
    sentence = SiteText(
        "Elle lit tous les {challenges}, peut demander une précision, puis vous écrit, quelle que soit sa décision."
    )
    return Ahead(team, sentence, day=_promised("Présélection annoncée", challenge.promotion.preselection_on, at))


def _preselected(challenge: Challenge, at: datetime) -> Ahead:
    day = _promised("Résultats annoncés", challenge.promotion.results_on, at)
    if not challenge.promotion.hears_challenges:
        return Ahead("L’équipe de coordination", TOGETHER, day=day)
    if challenge.hearing is None:
        sentence = "La date de votre audition vous sera donnée par courrier."
        return Ahead("Le jury, puis la coordination", sentence, day=day)
    if challenge.hearing.starts_at <= at:
        return Ahead("La coordination, d’après l’avis du jury", TOGETHER, day=day)
    return Ahead(
        "Le jury, puis la coordination",
        SiteText("Vos {mentors} présentent le {challenge} au jury."),
        challenge.hearing.starts_at,
    )


def _promised(event: str, day: date | None, at: datetime) -> str:
    """« Résultats annoncés le mercredi 1er avril 2020 »; a day that went by promises nothing."""
    return f"{event} le {long_day(day)}" if day and day >= today(at) else UNDATED


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
