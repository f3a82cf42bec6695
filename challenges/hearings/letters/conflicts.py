"""What the coordination is told when a juror sets themselves aside."""

from typing import cast

from django.urls import reverse

from challenges.hearings.models.conflicts import ConflictOfInterest
from eig.accounts.models import coordination
from eig.common.dates import full_instant
from eig.juries.models.hearings import Hearing
from eig.notifications.letters import TEAM, Draft, absolute, letter

CONFLICT_DECLARED = letter(
    "challenges/conflict_declared",
    "Un juré se déclare en conflit d’intérêts (à la coordination)",
    TEAM,
    jure="Camille Lenoir",
    defi="MonitorFish",
    jury="Jury 3",
    quand="mardi 24 mars 2020 à 10 h 30, heure de Paris",
    nature="même administration",
    motif="J’y ai travaillé jusqu’en 2018.",
    lien="https://eig.example/admin/juries/jury/3/change/",
)


def conflict_declared(conflict: ConflictOfInterest) -> list[Draft]:
    """To the coordination: which juror is set aside from which challenge, and why."""
    challenge = conflict.challenge
    hearing = cast("Hearing", challenge.hearing)
    jury = hearing.jury
    facts = {
        "jure": str(conflict.user),
        "defi": challenge.title,
        "jury": jury.name,
        "quand": full_instant(hearing.starts_at),
        "nature": conflict.challenge.words.said(conflict.get_kind_display()),
        "motif": conflict.reason,
        "lien": absolute(reverse("admin:juries_jury_change", args=[jury.pk])),
    }
    key = f"{CONFLICT_DECLARED.key}:{conflict.pk}:{conflict.declared_at:%Y-%m-%dT%H:%M:%S}"
    return [Draft(CONFLICT_DECLARED, key, user, facts, scope=challenge.promotion.scope) for user in coordination()]
