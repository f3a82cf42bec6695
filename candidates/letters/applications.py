"""Letters about an application: received, taken back, set aside, preselected or not, heard."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from candidates.letters.common import BASE, CANDIDATE, position_name, to_candidate
from candidates.models import Application, Interview
from candidates.rules import door, wish_door
from eig.common.dates import full_instant, long_day
from eig.common.text import NBSP, plural
from eig.notifications.letters import Draft, Letter, absolute, letter
from eig.promotions.models import Window

PAGE = "https://eig.example/candidature/12/"
INSTANT = "vendredi 5 juin 2020 à 22 h 14, heure de Paris"

SUBMITTED = letter(
    "candidates/submitted",
    "Accusé de dépôt d’une candidature",
    CANDIDATE,
    **BASE,
    numero="128",
    date=INSTANT,
    voeux="- Développement, défi MonitorFish\n- Design, défi Open Chronic",
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
WITHDRAWN = letter("candidates/withdrawn", "Candidature retirée", CANDIDATE, **BASE, date=INSTANT, lien=PAGE)
SET_ASIDE = letter("candidates/set_aside", "Candidature écartée", CANDIDATE, **BASE, lien=PAGE)
PRESELECTED = letter("candidates/preselected", "Candidature présélectionnée", CANDIDATE, **BASE, lien=PAGE)
PRESELECTED_TO_RANK = letter(
    "candidates/preselected_to_rank",
    "Candidature présélectionnée, vœux à classer",
    CANDIDATE,
    **BASE,
    nombre="3 postes",
    debut="lundi 15 juin 2020 à 9 h 00, heure de Paris",
    limite="lundi 22 juin 2020 à 23 h 00, heure de Paris",
    lien=PAGE,
)
NOT_PRESELECTED = letter("candidates/not_preselected", "Candidature non présélectionnée", CANDIDATE, **BASE, lien=PAGE)
INTERVIEW = letter(
    "candidates/interview",
    "Audition fixée",
    CANDIDATE,
    **BASE,
    defi="MonitorFish",
    poste="Développement, défi MonitorFish",
    jour="mardi 30 juin 2020",
    date="mardi 30 juin 2020 à 14 h 20, heure de Paris",
    duree="40 minutes",
    lieu="salle Condorcet",
    lien=PAGE,
)


LATER = "- à classer après la présélection, si votre candidature est retenue"


def submitted(application: Application, at: datetime) -> list[Draft]:
    """The receipt of a file whose content has been read: number, server's time, wishes in order."""
    key = f"candidates.submitted:{application.pk}:{_stamp(at)}"
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
    """What was submitted is a draft again, and counts for nothing until it is submitted again."""
    key = f"candidates.reopened:{application.pk}:{_stamp(at)}"
    return [to_candidate(REOPENED, application, key, cloture=_closing(application), lien=_page(application))]


def withdrawn(application: Application, at: datetime) -> list[Draft]:
    """The person has given up: said back to them, in case it was not them."""
    key = f"candidates.withdrawn:{application.pk}:{_stamp(at)}"
    return [to_candidate(WITHDRAWN, application, key, date=full_instant(at), lien=_page(application))]


def set_aside(application: Application) -> list[Draft]:
    """Not examined further; the reason stays in the file, it can be asked for."""
    return [_plain(SET_ASIDE, application, "set_aside")]


def preselection(kept: Iterable[Application], refused: Iterable[Application]) -> list[Draft]:
    """The two answers of a preselection, all at once: one query for the dates of each promotion that needs them."""
    kept = list(kept)
    doors = {one.pk: wish_door(one) for one in {one.promotion_id: one.promotion for one in kept}.values()}
    return [
        *(_preselected(application, doors[application.promotion_id]) for application in kept),
        *(_plain(NOT_PRESELECTED, application, "preselection") for application in refused),
    ]


def _preselected(application: Application, door: Window | None) -> Draft:
    """Then heard; or first asked to rank positions, where wishes come after the preselection."""
    if not application.promotion.ranks_later:
        return _plain(PRESELECTED, application, "preselection")
    return to_candidate(
        PRESELECTED_TO_RANK,
        application,
        f"candidates.preselection:{application.pk}",
        nombre=plural(application.promotion.wishes_max, "poste"),
        debut=full_instant(door.opens_at) if door else "",
        limite=full_instant(door.closes_at) if door else "",
        lien=_page(application),
    )


def interview(interview: Interview) -> list[Draft]:
    """When and where the person is heard."""
    hearing = interview.hearing
    return [
        to_candidate(
            INTERVIEW,
            interview.application,
            f"candidates.interview:{interview.pk}:{_stamp(hearing.starts_at)}",
            defi=str(interview.position.challenge),
            poste=position_name(interview.position, interview.application.promotion),
            jour=long_day(hearing.starts_at),
            date=full_instant(hearing.starts_at),
            duree=f"{hearing.minutes}{NBSP}minutes",
            lieu=hearing.jury.place or "précisé dans un prochain message",
            lien=_page(interview.application),
        )
    ]


def _plain(kind: Letter, application: Application, act: str) -> Draft:
    return to_candidate(kind, application, f"candidates.{act}:{application.pk}", lien=_page(application))


def _page(application: Application) -> str:
    return absolute(application.get_absolute_url())


def _stamp(at: datetime) -> str:
    """An act that may happen again is told apart by its instant."""
    return f"{at.timestamp():.0f}"


def _closing(application: Application) -> str:
    window = door(application.promotion)
    return full_instant(window.closes_at) if window else ""
