"""What forbids a change of a promotion's settings: each app above says which of its own files count on them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import PROTECT, Model

from eig.common.text import plural
from eig.promotions.models.programmes import Promotion


@dataclass(frozen=True)
class Wanted:
    """The settings that someone wants to change: bounds of teams and durations, families and doors taken away,
    when wishes are ranked and how many, limits of what juries and jurors are asked, by field, and whether juries stop
    hearing.

    ``None`` and what is empty: left as they are.
    """

    team: tuple[int, int] | None = None
    durations: tuple[int, int] | None = None
    families: Sequence[int] = ()
    doors: Sequence[str] = ()
    loads: Mapping[str, int] = field(default_factory=dict)
    wish_mode: str = ""
    wishes_max: int = 0
    unheard: bool = False


Guard = Callable[[Promotion, Wanted], Iterable[str]]
GUARDS: list[Guard] = []
"""Functions that say, in sentences, why a change may not be made: each app above adds its own in ``registries``."""
Choice = Callable[[Collection[int]], Mapping[str, int]]
CHOICES: list[Choice] = []
"""Functions that count the files that chose some profiles: from the profiles' keys, a number by name of profile."""
KEPT: set[str] = {"promotions_wishes_dated"}
"""The triggers that refuse in the database what the guards refuse on the page: each app above adds its own."""


def refusals(promotion: Promotion, wanted: Wanted) -> list[str]:
    """Every reason not to change the settings of a promotion this way."""
    return [sentence for guard in GUARDS for sentence in guard(promotion, wanted)]


def chosen(profiles: Collection[int]) -> list[str]:
    """Why these profiles may not be deleted, a sentence for each that files chose: one query for each reader."""
    if not profiles:
        return []
    counts = [pair for count_files in CHOICES for pair in count_files(profiles).items()]
    return [
        f"Le profil « {name} » est choisi dans {plural(count, 'dossier')} : il ne se supprime pas. Renommez-le plutôt."
        for name, count in counts
    ]


def used(rows: Sequence[Model]) -> set[int]:
    """The keys of the rows that something counts on: one query for each model that does."""
    found: set[int] = set()
    relations: Iterable[Any] = type(rows[0])._meta.get_fields(include_hidden=True) if rows else ()
    for relation in relations:
        if relation.one_to_many and relation.on_delete is PROTECT:
            name = relation.field.name
            pointing = relation.related_model._base_manager.filter(**{f"{name}__in": rows}).order_by()
            found |= set(pointing.values_list(f"{name}_id", flat=True))
    return found
