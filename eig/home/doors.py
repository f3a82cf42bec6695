"""What is open now and what opens next, said to those it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from eig.common.vocabulary import SiteText
from eig.promotions.models.calendar import Window
from eig.promotions.states import WindowKind


@dataclass(frozen=True)
class Words:
    """How a kind of door is presented."""

    title: str
    audience: str
    promise: str
    action: str
    address: str


WORDS: Mapping[str, Words] = {
    WindowKind.CALL_FOR_PROJECTS: Words(
        "Appel à projets",
        "Pour les administrations, les collectivités et les hôpitaux",
        "Vous avez un problème que le numérique peut aider à résoudre ? Décrivez-le, et recevez une équipe.",
        SiteText("Porter un {challenge}"),
        "challenges:mine",
    ),
    WindowKind.CALL_FOR_CANDIDATES: Words(
        "Appel à candidatures",
        "Pour les professionnels du développement, du design et des données",
        SiteText("Lisez les {challenges}, choisissez ceux où vous seriez utile, et candidatez en ligne."),
        "Candidater",
        "candidates:mine",
    ),
}


@dataclass(frozen=True)
class Door:
    """A window of a promotion with its words."""

    window: Window
    words: Words

    @property
    def title(self) -> str:
        """« Appel à projets, EIG 4 »."""
        return f"{self.words.title}, {self.window.promotion}"

    @property
    def url(self) -> str:
        """Where the act begins."""
        return reverse(self.words.address)


@dataclass(frozen=True)
class Doors:
    """The open ones, the first to close first; those ahead, the first to open first."""

    open: list[Door]
    ahead: list[Door]


def doors(at: datetime) -> Doors:
    """The public doors at an instant, of the kinds that ``WORDS`` presents: one query."""
    rows = Window.objects.public().calls().with_families().filter(closes_at__gt=at, promotion__archived=False)
    found = [Door(row, words) for row in rows if (words := WORDS.get(row.kind))]
    opened = [door for door in found if door.window.is_open(at)]
    return Doors(
        sorted(opened, key=lambda door: door.window.closes_at),
        sorted((door for door in found if door not in opened), key=lambda door: door.window.opens_at),
    )
