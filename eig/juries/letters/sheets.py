"""Letters about the sheets of a jury: grid handed in, sheets closed, opened again."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from eig.accounts.models import User, coordination
from eig.common.vocabulary import SiteText
from eig.juries.models.juries import Jury, JurySeat
from eig.notifications.letters import TEAM, Draft, Letter, absolute, letter

MEMBERSHIP = "vous siégez dans un jury du programme"


SHEETS_EXAMPLE: dict[str, Any] = {
    "jury": "Jury 3",
    "promotion": SiteText("{fellow} 4"),
    "quand": "mardi 24 mars 2020, matin",
    "lien": "https://eig.example/jury/",
}


HANDED_IN = letter(
    "juries/handed_in",
    "Grille finale remise (à la coordination)",
    TEAM,
    **{**SHEETS_EXAMPLE, "lien": "https://eig.example/admin/juries/jury/3/change/"},
    rapporteur="Camille Lenoir",
)


LOCKED = letter("juries/locked", "Fiches du jury verrouillées", MEMBERSHIP, prenom="Camille", **SHEETS_EXAMPLE)


REOPENED = letter(
    "juries/reopened",
    "Fiches du jury rouvertes",
    MEMBERSHIP,
    prenom="Camille",
    motif=SiteText("Le rang du deuxième {challenge} a été oublié."),
    **SHEETS_EXAMPLE,
)


def handed_in(jury: Jury, by: User, at: datetime) -> list[Draft]:
    """To the coordination: the grid is in, the sheets are closed."""
    link = absolute(reverse("admin:juries_jury_change", args=[jury.pk]))
    facts = {**_facts(jury), "rapporteur": str(by), "lien": link}
    key = _key(HANDED_IN, jury, at)
    return [Draft(HANDED_IN, key, user, facts, scope=jury.promotion.scope) for user in coordination()]


def locked(jury: Jury, at: datetime) -> list[Draft]:
    """To every member of the jury: the sheets do not change any more."""
    return _to_members(LOCKED, jury, at)


def reopened(jury: Jury, reason: str, at: datetime) -> list[Draft]:
    """To every member of the jury: the sheets may change again, and why."""
    return _to_members(REOPENED, jury, at, motif=reason)


def _to_members(kind: Letter, jury: Jury, at: datetime, **more: str) -> list[Draft]:
    facts = {**_facts(jury), "lien": absolute(reverse("juries:desk")), **more}
    key = _key(kind, jury, at)
    return [
        Draft(
            kind,
            key,
            seat.user,
            {**facts, "prenom": seat.user.first_name or str(seat.user)},
            scope=jury.promotion.scope,
        )
        for seat in JurySeat.objects.accepted().filter(jury=jury).select_related("user")
    ]


def _facts(jury: Jury) -> dict[str, str]:
    return {"jury": jury.name, "promotion": jury.promotion.name, "quand": jury.half_day}


def _key(kind: Letter, jury: Jury, at: datetime) -> str:
    return f"{kind.key}:{jury.pk}:{at:%Y-%m-%dT%H:%M:%S}"
