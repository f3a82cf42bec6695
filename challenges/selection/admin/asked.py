"""What the address of the board asks for: an order, filters, and what is supposed to change."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from challenges.proposal.states import Decision

ORDERS = {
    "rang": "Avis, rang puis note",
    "note": "Note commune",
    "ajustee": "Note ajustée",
    "ecart": "Désaccord des jurés",
    "jury": "Jury et heure",
    "nom": "Nom",
}
ORDER, SUPPOSED = "tri", "si"
Answer = tuple[str, str]
"""A value in the address, and what it is called."""


def _jury(row: Any) -> list[Answer]:
    hearing = row.challenge.hearing
    return [(str(hearing.jury_id), hearing.jury.name)] if hearing else [("aucun", "non entendu")]


def _families(row: Any) -> list[Answer]:
    return [(str(position.family_id), position.family.name) for position in row.sought_positions]


def _opinion(row: Any) -> list[Answer]:
    if row.sheet is None:
        return [("attendu", "fiche à saisir")] if row.challenge.hearing else []
    favourite = [("coeur", "coup de cœur")] if row.sheet.favourite else []
    return [*favourite, *([("oui", "favorable")] if row.sheet.favourable else [("non", "défavorable")])]


def _decision(row: Any) -> list[Answer]:
    if not row.open:
        return []
    value = row.challenge.pending_decision
    return [(value, Decision(value).label)] if value else [("aucune", "sans décision")]


FILTERS: Mapping[str, tuple[str, Callable[[Any], list[Answer]]]] = {
    "jury": ("Jury", _jury),
    "profil": ("Profil cherché", _families),
    "avis": ("Avis du jury", _opinion),
    "decision": ("Décision préparée", _decision),
}


@dataclass(frozen=True)
class BoardQuery:
    """An order, at most one answer for each filter, and the challenges supposed to change sides."""

    order: str = "rang"
    filters: Mapping[str, str] = field(default_factory=dict)
    supposed: frozenset[int] = frozenset()

    @classmethod
    def of(cls, data: QueryDict) -> "BoardQuery":
        """Read an address; what it asks that does not exist is left out."""
        order = data.get(ORDER, "")
        return cls(
            order if order in ORDERS else "rang",
            {name: found for name in FILTERS if (found := data.get(name))},
            frozenset(int(pk) for pk in data.getlist(SUPPOSED) if pk.isdecimal()),
        )

    @property
    def address(self) -> str:
        """The part of an address that asks the same, with its question mark; empty for the board as it opens."""
        order = [(ORDER, self.order)] if self.order != "rang" else []
        asked = [*order, *self.filters.items(), *((SUPPOSED, pk) for pk in sorted(self.supposed))]
        return f"?{urlencode(asked)}" if asked else ""

    def matches(self, row: Any, but: str = "") -> bool:
        """Whether a row passes the filters, without looking at the one named ``but``."""
        return all(
            any(value == wanted for value, _ in FILTERS[name][1](row))
            for name, wanted in self.filters.items()
            if name != but
        )

    def choices(self, rows: Iterable[Any]) -> list[dict]:
        """Each filter with its answers and how many rows each would leave, in the order of the rows."""
        shown = list(rows)
        return [
            {"name": name, "label": label, "answers": self._answers(name, answers_of, shown)}
            for name, (label, answers_of) in FILTERS.items()
        ]

    def _answers(self, name: str, answers_of: Callable[[Any], list[Answer]], rows: list) -> list[dict]:
        labels = {value: label for row in rows for value, label in answers_of(row)}
        counts = Counter(value for row in rows if self.matches(row, name) for value, _ in answers_of(row))
        chosen = self.filters.get(name, "")
        return [
            {"value": value, "label": label, "count": counts[value], "chosen": value == chosen}
            for value, label in labels.items()
        ]
