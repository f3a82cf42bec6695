"""Reminders: only to someone who has not done it yet, each rung once."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from candidates.letters.common import BASE, CANDIDATE, position_name, to_candidate
from candidates.models import Application, Interview, Offer
from candidates.rules import Missing
from candidates.states import ApplicationStatus
from eig.common.clock import PARIS
from eig.common.dates import full_instant, long_day, remaining, short_day
from eig.common.text import plural
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, absolute, letter
from eig.notifications.states import Policy
from eig.promotions.models import Window

PAGE = "https://eig.example/candidature/12/"
INSTANT = "dimanche 7 juin 2020 à 23 h 00, heure de Paris"

DRAFT = letter(
    "candidates/draft_reminder",
    "Rappel : candidature pas encore déposée",
    CANDIDATE,
    Policy.AT_MOST_ONCE,
    **BASE,
    reste="dans 2 jours",
    cloture=INSTANT,
    manque="À compléter avant de déposer :\n\n- Joignez votre CV en PDF.",
    lien=PAGE,
)
WISHES_OPEN = letter(
    "candidates/wishes_open",
    "Les vœux sont ouverts, à qui est présélectionné",
    CANDIDATE,
    Policy.AT_MOST_ONCE,
    **BASE,
    nombre="3 postes",
    limite=INSTANT,
    lien=f"{PAGE}voeux/",
)
WISHES = letter(
    "candidates/wishes_reminder",
    "Rappel : vœux à classer",
    CANDIDATE,
    Policy.AT_MOST_ONCE,
    **BASE,
    nombre="3 postes",
    reste="dans 2 jours",
    limite=INSTANT,
    lien=f"{PAGE}voeux/",
)
OFFER = letter(
    "candidates/offer_reminder",
    "Rappel : proposition sans réponse",
    CANDIDATE,
    Policy.AT_MOST_ONCE,
    **BASE,
    defi="MonitorFish",
    poste="Développement, défi MonitorFish",
    reste="dans 24 heures",
    limite=INSTANT,
    lien=PAGE,
)
INTERVIEW = letter(
    "candidates/interview_reminder",
    "Rappel : votre audition",
    CANDIDATE,
    Policy.AT_MOST_ONCE,
    **BASE,
    defi="MonitorFish",
    poste="Développement, défi MonitorFish",
    jour="mardi 30 juin 2020",
    date="mardi 30 juin 2020 à 14 h 20, heure de Paris",
    lieu="salle Condorcet",
    lien=PAGE,
)

NEWS = {**BASE, "avant": INSTANT, "cloture": "dimanche 14 juin 2020 à 23 h 00, heure de Paris", "jour": "14 juin 2020"}
EXTENDED_DRAFT = letter(
    "candidates/extended_draft", "Appel prolongé, à qui n’a pas encore déposé", CANDIDATE, **NEWS, lien=PAGE
)
EXTENDED_SUBMITTED = letter(
    "candidates/extended_submitted", "Appel prolongé, à qui a déjà déposé", CANDIDATE, **NEWS, lien=PAGE
)


def extended(application: Application, call: Window) -> Draft:
    """The call closes later than was said: what it changes for a draft, and for a submitted file.

    Both share their key: whoever submits just after the first does not get the second.
    """
    return to_candidate(
        EXTENDED_DRAFT if application.status == ApplicationStatus.DRAFT else EXTENDED_SUBMITTED,
        application,
        f"candidates.extended:{application.pk}:{call.closes_at.astimezone(PARIS):%Y-%m-%dT%H:%M}",
        avant=full_instant(call.extended_from or call.closes_at),
        cloture=full_instant(call.closes_at),
        jour=short_day(call.closes_at),
        lien=absolute(application.get_absolute_url()),
    )


def draft_reminder(
    application: Application, closes_at: datetime, rung: Rung, lacks: Sequence[Missing], at: datetime
) -> Draft:
    """The call closes and the application is not submitted: what is missing, or that only the submission is."""
    return to_candidate(
        DRAFT,
        application,
        rung_key("candidates.draft", application.pk, closes_at, rung),
        reste=remaining(closes_at, at),
        cloture=full_instant(closes_at),
        manque=_to_do(lacks),
        lien=absolute(application.get_absolute_url()),
    )


def wishes_open(application: Application, door: Window, rung: Rung) -> Draft:
    """Preselected, the person may rank positions from now on."""
    key = rung_key("candidates.wishes_open", application.pk, door.opens_at, rung)
    return to_candidate(WISHES_OPEN, application, key, **_to_rank(application, door))


def wishes_reminder(application: Application, door: Window, rung: Rung, at: datetime) -> Draft:
    """The wishes close and this person has ranked none, or has not said why."""
    key = rung_key("candidates.wishes", application.pk, door.closes_at, rung)
    return to_candidate(WISHES, application, key, reste=remaining(door.closes_at, at), **_to_rank(application, door))


def _to_rank(application: Application, door: Window) -> dict[str, str]:
    return {
        "nombre": plural(application.promotion.wishes_max, "poste"),
        "limite": full_instant(door.closes_at),
        "lien": absolute(reverse("candidates:section", args=[application.pk, "voeux"])),
    }


def offer_reminder(offer: Offer, expires_at: datetime, rung: Rung, at: datetime) -> Draft:
    """An offer waits for its answer."""
    return to_candidate(
        OFFER,
        offer.application,
        rung_key("candidates.offer_reminder", offer.pk, expires_at, rung),
        defi=str(offer.position.challenge),
        poste=position_name(offer.position, offer.application.promotion),
        reste=remaining(expires_at, at),
        limite=full_instant(expires_at),
        lien=absolute(offer.get_absolute_url()),
    )


def interview_reminder(interview: Interview, rung: Rung) -> Draft:
    """The hearing is near."""
    hearing = interview.hearing
    return to_candidate(
        INTERVIEW,
        interview.application,
        rung_key("candidates.interview_reminder", interview.pk, hearing.starts_at, rung),
        defi=str(interview.position.challenge),
        poste=position_name(interview.position, interview.application.promotion),
        jour=long_day(hearing.starts_at),
        date=full_instant(hearing.starts_at),
        lieu=hearing.jury.place or "précisé par la coordination",
        lien=absolute(interview.application.get_absolute_url()),
    )


def _to_do(lacks: Sequence[Missing]) -> str:
    if not lacks:
        return "Tout est prêt : il ne reste qu’à la déposer."
    return "À compléter avant de déposer :\n\n" + "\n".join(f"- {lack.sentence}" for lack in lacks)
