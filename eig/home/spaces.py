"""The parts of the site that a person has a reason to open, read off the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.urls import reverse

from candidates.application.models.applications import Application
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common.vocabulary import SiteText
from eig.juries.models.juries import JurySeat
from mentoring.missions.models.missions import Mission


@dataclass(frozen=True)
class Space:
    """A part of the site: its label, its address, and what one does there."""

    label: str
    url: str
    text: str


SPACES = {
    "in_challenges": (
        SiteText("Mes {challenges}"),
        "challenges:mine",
        SiteText("Rédiger, lire et suivre les {challenges} auxquels vous participez."),
    ),
    "in_application": ("Ma candidature", "candidates:mine", "La reprendre, la déposer, savoir où elle en est."),
    "in_jury": ("Mes auditions", "juries:desk", "Lire les dossiers, saisir vos notes et l’avis du jury."),
    "in_missions": ("Les missions", "mentoring:missions", "Les points d’étape et le calendrier des équipes."),
}


def spaces(user: User) -> list[Space]:
    """The parts of the site that concern this person, in the order of ``SPACES``: one query."""
    facts = {
        "in_challenges": Challenge.objects.around(user),
        "in_application": Application.objects.filter(user=user),
        "in_jury": JurySeat.objects.live().filter(user=user),
        "in_missions": Mission.objects.visible_to(user),
    }
    row: Mapping[str, Any] = (
        User.objects.filter(pk=user.pk).values(**{name: Exists(rows) for name, rows in facts.items()}).get()
    )
    return [Space(SPACES[name][0], reverse(SPACES[name][1]), SPACES[name][2]) for name in SPACES if row[name]]
