"""Letters to candidates about their hearings: booked, then near."""

from candidates.application.letters.common import BASE, CANDIDATE, page_of, position_name, to_candidate
from candidates.application.letters.submission import PAGE, stamp
from candidates.hearings.models.interviews import Interview
from eig.common.dates import full_instant, long_day
from eig.common.text import NBSP
from eig.common.vocabulary import SiteText
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, Letter, absolute, letter
from eig.notifications.states import Policy

INTERVIEW = letter(
    "candidates/interview",
    "Audition fixée",
    CANDIDATE,
    **BASE,
    defi="MonitorFish",
    poste=SiteText("Développement, {challenge} MonitorFish"),
    jour="mardi 30 juin 2020",
    date="mardi 30 juin 2020 à 14 h 20, heure de Paris",
    duree="40 minutes",
    lieu="salle Condorcet",
    lien=PAGE,
)


def interview(interview: Interview) -> list[Draft]:
    """When and where the person is heard."""
    return [_when(INTERVIEW, interview, f"candidates.interview:{interview.pk}:{stamp(interview.hearing.starts_at)}")]


def _when(kind: Letter, interview: Interview, key: str) -> Draft:
    hearing = interview.hearing
    return to_candidate(
        kind,
        interview.application,
        key,
        defi=str(interview.position.challenge),
        poste=position_name(interview.position, interview.application.promotion),
        jour=long_day(hearing.starts_at),
        date=full_instant(hearing.starts_at),
        duree=f"{hearing.minutes}{NBSP}minutes",
        lieu=hearing.jury.place or "précisé dans un prochain message",
        lien=page_of(interview.application),
    )


MOVED = letter(
    "candidates/interview_moved",
    "Audition déplacée",
    CANDIDATE,
    **BASE,
    defi="MonitorFish",
    poste=SiteText("Développement, {challenge} MonitorFish"),
    jour="mercredi 1er juillet 2020",
    date="mercredi 1er juillet 2020 à 9 h 30, heure de Paris",
    duree="40 minutes",
    lieu="salle Condorcet",
    lien=PAGE,
)
CANCELLED = letter(
    "candidates/interview_cancelled",
    "Audition annulée",
    CANDIDATE,
    **BASE,
    defi="MonitorFish",
    poste=SiteText("Développement, {challenge} MonitorFish"),
    date="mardi 30 juin 2020 à 14 h 20, heure de Paris",
    motif="Un membre du jury est empêché.",
    lien=PAGE,
)


def moved(interview: Interview) -> list[Draft]:
    """When and where the person is heard instead."""
    return [_when(MOVED, interview, f"candidates.interview_moved:{interview.pk}:{interview.sequence}")]


def cancelled(interview: Interview, reason: str) -> list[Draft]:
    """The hearing will not be held, and why."""
    return [
        to_candidate(
            CANCELLED,
            interview.application,
            f"candidates.interview_cancelled:{interview.pk}",
            defi=str(interview.position.challenge),
            poste=position_name(interview.position, interview.application.promotion),
            date=full_instant(interview.hearing.starts_at),
            motif=reason,
            lien=page_of(interview.application),
        )
    ]


INTERVIEW_SOON = letter(
    "candidates/interview_reminder",
    "Rappel : votre audition",
    CANDIDATE,
    Policy.AT_MOST_ONCE,
    **BASE,
    defi="MonitorFish",
    poste=SiteText("Développement, {challenge} MonitorFish"),
    jour="mardi 30 juin 2020",
    date="mardi 30 juin 2020 à 14 h 20, heure de Paris",
    lieu="salle Condorcet",
    lien=PAGE,
)


def interview_reminder(interview: Interview, rung: Rung) -> Draft:
    """The reminder of a hearing to come, once for each rung."""
    hearing = interview.hearing
    return to_candidate(
        INTERVIEW_SOON,
        interview.application,
        rung_key("candidates.interview_reminder", interview.pk, hearing.starts_at, rung),
        defi=str(interview.position.challenge),
        poste=position_name(interview.position, interview.application.promotion),
        jour=long_day(hearing.starts_at),
        date=full_instant(hearing.starts_at),
        lieu=hearing.jury.place or "précisé par la coordination",
        lien=absolute(interview.application.get_absolute_url()),
    )
