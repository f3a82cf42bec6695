"""What the home page promises first: the words, the length and the trades of the promotions whose doors are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from eig.common.text import spelled
from eig.common.vocabulary import SITE, Vocabulary
from eig.home.doors import Doors

T = TypeVar("T")


@dataclass(frozen=True)
class Hero:
    """``words`` and ``months`` are those of all the promotions, when they agree; ``families``, the trades sought."""

    words: Vocabulary
    months: int | None
    families: list[str]

    @property
    def title(self) -> str:
        """« Dix mois pour relever un défi numérique de l’administration »."""
        means = f"{spelled(self.months)} mois".capitalize() if self.months else "Une équipe"
        return f"{means} pour relever un {self.words.challenge} numérique de l’administration"

    @property
    def trades(self) -> str:
        """« développement, design et data », empty when none is said."""
        *first, last = [name.lower() for name in self.families] or [""]
        return " et ".join(filter(None, [", ".join(first), last]))


def hero(doors: Doors) -> Hero:
    """What the promotions of some doors have in common: no query."""
    promotions = [door.window.promotion for door in (*doors.open, *doors.ahead)]
    families = {name: None for door in (*doors.open, *doors.ahead) for name in door.window.families}
    months = _shared(None if promotion.durations else promotion.months for promotion in promotions)
    return Hero(_shared(promotion.words for promotion in promotions) or SITE, months, list(families))


def _shared(values: Iterable[T]) -> T | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None
