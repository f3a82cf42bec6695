"""Reminders to submit an application or to rank wishes, and the letter that says a call closes later."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from candidates.application.letters.common import BASE, CANDIDATE, to_candidate
from candidates.application.models.applications import Application
from candidates.application.rules import Missing
from candidates.application.states import ApplicationStatus
from eig.common.clock import PARIS
from eig.common.dates import full_instant, remaining, short_day
from eig.common.text import plural
from eig.notifications.ladder import Rung, rung_key
from eig.notifications.letters import Draft, absolute, letter
from eig.notifications.states import Policy
from eig.promotions.models.calendar import Window

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

NEWS: dict[str, Any] = {
    **BASE,
    "avant": INSTANT,
    "cloture": "dimanche 14 juin 2020 à 23 h 00, heure de Paris",
    "jour": "14 juin 2020",
}
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


def _to_do(lacks: Sequence[Missing]) -> str:
    if not lacks:
        return "Tout est prêt : il ne reste qu’à la déposer."
    return "À compléter avant de déposer :\n\n" + "\n".join(f"- {lack.sentence}" for lack in lacks)
