"""Letters to candidates set aside, preselected, or not preselected."""

from collections.abc import Iterable

from candidates.application.letters.common import BASE, CANDIDATE, page_of, plain, to_candidate
from candidates.application.letters.submission import PAGE
from candidates.application.models.applications import Application
from candidates.application.rules import wish_door
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.notifications.letters import Draft, letter
from eig.promotions.models.calendar import Window

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


def set_aside(application: Application) -> list[Draft]:
    """The application is not examined further. The letter does not give the reason: the person may ask for it."""
    return [plain(SET_ASIDE, application, "set_aside")]


def preselection(kept: Iterable[Application], refused: Iterable[Application]) -> list[Draft]:
    """The two answers of a preselection, all at once: one query for the dates of each promotion that needs them."""
    kept = list(kept)
    doors = {
        promotion.pk: wish_door(promotion)
        for promotion in {application.promotion_id: application.promotion for application in kept}.values()
    }
    return [
        *(_preselected(application, doors[application.promotion_id]) for application in kept),
        *(plain(NOT_PRESELECTED, application, "preselection") for application in refused),
    ]


def _preselected(application: Application, door: Window | None) -> Draft:
    """Then heard; or first asked to rank positions, where wishes come after the preselection."""
    if not application.promotion.ranks_later:
        return plain(PRESELECTED, application, "preselection")
    return to_candidate(
        PRESELECTED_TO_RANK,
        application,
        f"candidates.preselection:{application.pk}",
        nombre=plural(application.promotion.wishes_max, "poste"),
        debut=full_instant(door.opens_at) if door else "",
        limite=full_instant(door.closes_at) if door else "",
        lien=page_of(application),
    )
