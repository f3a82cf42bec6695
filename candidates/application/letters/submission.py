"""An application received, taken back, withdrawn."""

from datetime import datetime

from django.urls import reverse

from candidates.application.letters.common import BASE, CANDIDATE, page_of, position_name, to_candidate
from candidates.application.models.applications import Application
from candidates.application.rules import door
from eig.common.dates import full_instant
from eig.common.vocabulary import SiteText
from eig.notifications.letters import Draft, absolute, letter

PAGE = "https://eig.example/candidature/12/"
INSTANT = "vendredi 5 juin 2020 à 22 h 14, heure de Paris"

SUBMITTED = letter(
    "candidates/submitted",
    "Accusé de dépôt d’une candidature",
    CANDIDATE,
    **BASE,
    numero="128",
    date=INSTANT,
    voeux=SiteText("- Développement, {challenge} MonitorFish\n- Design, {challenge} Open Chronic"),
    cloture="dimanche 7 juin 2020 à 23 h 00, heure de Paris",
    lien=f"{PAGE}recepisse/",
)
REOPENED = letter(
    "candidates/reopened",
    "Candidature reprise : elle n’est plus déposée",
    CANDIDATE,
    **BASE,
    cloture="dimanche 7 juin 2020 à 23 h 00, heure de Paris",
    lien=PAGE,
)
COUNTED = letter(
    "candidates/counted",
    "Candidature reprise sans nouveau dépôt : le dernier dépôt compte",
    CANDIDATE,
    **BASE,
    date=INSTANT,
    lien=f"{PAGE}recepisse/",
)
WITHDRAWN = letter("candidates/withdrawn", "Candidature retirée", CANDIDATE, **BASE, date=INSTANT, lien=PAGE)


LATER = "- à classer après la présélection, si votre candidature est retenue"


def submitted(application: Application, at: datetime) -> list[Draft]:
    """The receipt of a file whose content has been read: number, server's time, wishes in order."""
    key = f"candidates.submitted:{application.pk}:{stamp(at)}"
    wishes = application.wishes.all()
    return [
        to_candidate(
            SUBMITTED,
            application,
            key,
            numero=str(application.number),
            date=full_instant(at),
            voeux="\n".join(f"- {position_name(wish.position, application.promotion)}" for wish in wishes) or LATER,
            cloture=_closing(application),
            lien=absolute(reverse("candidates:receipt", args=[application.pk])),
        )
    ]


def reopened(application: Application, at: datetime) -> list[Draft]:
    """What was submitted is a draft again; it counts as it was if nothing else is submitted."""
    key = f"candidates.reopened:{application.pk}:{stamp(at)}"
    return [to_candidate(REOPENED, application, key, cloture=_closing(application), lien=page_of(application))]


def counted(application: Application, submitted_at: datetime) -> list[Draft]:
    """The call is closed, and the file taken up again was not submitted since: what was submitted last counts."""
    key = f"candidates.counted:{application.pk}:{stamp(submitted_at)}"
    link = absolute(reverse("candidates:receipt", args=[application.pk]))
    return [to_candidate(COUNTED, application, key, date=full_instant(submitted_at), lien=link)]


def withdrawn(application: Application, at: datetime) -> list[Draft]:
    """The person has given up: said back to them, in case it was not them."""
    key = f"candidates.withdrawn:{application.pk}:{stamp(at)}"
    return [to_candidate(WITHDRAWN, application, key, date=full_instant(at), lien=page_of(application))]


def stamp(at: datetime) -> str:
    """The instant as whole seconds, for the key of a letter about an act that may happen again."""
    return f"{at.timestamp():.0f}"


def _closing(application: Application) -> str:
    window = door(application.promotion)
    return full_instant(window.closes_at) if window else ""
