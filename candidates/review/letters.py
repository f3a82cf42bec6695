"""Letters to candidates set aside, preselected or not, or written to several; to those who read applications."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from candidates.application.letters.common import BASE, CANDIDATE, page_of, plain, to_candidate
from candidates.application.letters.submission import PAGE
from candidates.application.models.applications import Application
from candidates.application.rules import wish_door
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.models.mailing import Mailing
from eig.accounts.models import User, coordination
from eig.common.dates import full_instant
from eig.common.text import plural
from eig.notifications.letters import TEAM, Draft, absolute, greeting, letter
from eig.promotions.models.calendar import Window
from eig.reviewing.letters import reading
from eig.reviewing.letters.mailing import ToSeveral

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
TO_READ = letter(
    "candidates/given_to_read",
    "Candidatures confiées à un lecteur",
    "vous lisez des dossiers pour la coordination du programme",
    bonjour="Bonjour Camille",
    combien="2 dossiers",
    dossiers="- Candidature nº 12\n- Candidature nº 37",
    lien="https://eig.example/admin/candidates/application/?attente=mine",
)
CONFLICT_DECLARED = letter(
    "candidates/conflict_declared",
    "Un juré ou un lecteur se déclare en conflit d’intérêts (à la coordination)",
    TEAM,
    personne="Camille Lenoir",
    candidature="Candidature nº 12",
    nature="lien professionnel",
    motif="Nous avons travaillé ensemble jusqu’en 2018.",
    lien="https://eig.example/admin/candidates/conflictofinterest/3/examiner/",
)
TO_SEVERAL = letter(
    "candidates/to_several",
    "Courrier écrit par la coordination aux candidats",
    CANDIDATE,
    sujet="Une précision sur le calendrier",
    texte="Bonjour Camille,\n\nVotre candidature sera lue la semaine prochaine.",
)


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


def given_to_read(reader: User, applications: Sequence[Application], at: datetime) -> list[Draft]:
    """One letter for all the applications just handed to a reader."""
    names = [str(application) for application in applications]
    page = reverse("admin:candidates_application_changelist") + "?attente=mine"
    return reading.given_to_read(TO_READ, reader, at, page=page, dossiers=names)


def conflict_declared(conflict: ConflictOfInterest) -> list[Draft]:
    """To the coordination: who is set aside from which application, and why."""
    application = conflict.application
    facts = {
        "personne": str(conflict.user),
        "candidature": str(application),
        "nature": conflict.get_kind_display(),
        "motif": conflict.reason,
        "lien": absolute(reverse("admin:candidates_conflictofinterest_examine", args=[conflict.pk])),
    }
    key = f"{CONFLICT_DECLARED.key}:{conflict.pk}:{conflict.declared_at:%Y-%m-%dT%H:%M:%S}"
    return [Draft(CONFLICT_DECLARED, key, user, facts, scope=application.promotion.scope) for user in coordination()]


def _active(application: Application) -> list[User]:
    return [application.user] if application.user.is_active else []


def _said(application: Application, user: User) -> dict[str, str]:
    return {
        "bonjour": greeting(user),
        "reference": application.reference,
        "promotion": application.promotion.name,
        "lien": page_of(application),
    }


TO_CANDIDATES = ToSeveral(
    Mailing,
    TO_SEVERAL,
    {
        "bonjour": "« Bonjour » et le prénom",
        "reference": "la référence de la candidature",
        "promotion": "la promotion",
        "lien": "l’adresse de la candidature",
    },
    _active,
    _said,
    called="candidats",
    subjects=("candidature", "candidatures"),
    nobody="Aucune de ces candidatures n’a de compte actif à qui écrire.",
    verb="write_to_candidates",
)
