"""How far the jurors of a hearing agree: a small drawing, the same in figures, and scores without strictness."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from eig.common.text import NBSP, plural
from eig.juries.models.juries import Jury
from eig.juries.strictness import Group, Total, groups
from eig.promotions.models.settings import Criterion

WIDTH, MIDDLE, MARGIN = 120, 8, 5


def tenth(value: float) -> str:
    """« 14,2 »."""
    return f"{value:.1f}".replace(".", ",")


@dataclass(frozen=True)
class Scale:
    """The lowest and the highest total that a sheet can have."""

    lowest: int
    highest: int

    @classmethod
    def of(cls, criteria: Iterable[Criterion]) -> "Scale":
        """The scale of a sheet made of these criteria."""
        lines = list(criteria)
        return cls(
            sum(line.mark_min * line.weight for line in lines), sum(line.mark_max * line.weight for line in lines)
        )

    def place(self, total: float) -> int:
        """The abscissa of a total on the drawing, which is ``WIDTH`` units wide."""
        length = max(1, self.highest - self.lowest)
        return MARGIN + round((total - self.lowest) * (WIDTH - 2 * MARGIN) / length)


@dataclass(frozen=True)
class Spread:
    """The totals of the individual sheets of one hearing."""

    totals: tuple[int, ...]
    scale: Scale
    common: int | None = None

    @cached_property
    def mean(self) -> float:
        """Their mean."""
        return sum(self.totals) / len(self.totals)

    @cached_property
    def deviation(self) -> float:
        """Their standard deviation."""
        return sqrt(sum((total - self.mean) ** 2 for total in self.totals) / len(self.totals))

    @cached_property
    def figures(self) -> str:
        """« de 11 à 17, moyenne 14,2, écart-type 1,9 »."""
        low, high = min(self.totals), max(self.totals)
        range_ = f"{low} partout" if low == high else f"de {low} à {high}"
        return f"{range_}, moyenne {tenth(self.mean)}, écart-type {tenth(self.deviation)}"

    @property
    def said(self) -> str:
        """The drawing in words."""
        sheets = plural(len(self.totals), "note individuelle", "notes individuelles")
        common = "" if self.common is None else f" ; fiche commune {self.common}"
        return f"{sheets} sur {self.scale.highest}{NBSP}: {self.figures}{common}"

    @property
    def axis(self) -> str:
        """The whole scale, as a path."""
        return f"M{MARGIN} {MIDDLE}H{WIDTH - MARGIN}"

    @property
    def range(self) -> str:
        """From the least to the best total, as a path."""
        return f"M{self.scale.place(min(self.totals))} {MIDDLE}H{self.scale.place(max(self.totals))}"

    @property
    def dots(self) -> str:
        """One round dot for each total given, as a path of points."""
        return "".join(f"M{self.scale.place(total)} {MIDDLE}h0" for total in sorted(set(self.totals)))

    @property
    def tick(self) -> str:
        """The total of the common sheet, as a path; empty without any."""
        return "" if self.common is None else f"M{self.scale.place(self.common)} 1v14"


def spreads(totals: Iterable[Total], scale: Scale, common: Mapping[int, int]) -> dict[int, Spread]:
    """The spread of each hearing by number; ``common`` has the totals of the common sheets."""
    found: dict[int, list[int]] = defaultdict(list)
    for hearing, _, total in totals:
        found[hearing].append(int(total))
    return {number: Spread(tuple(values), scale, common.get(number)) for number, values in found.items()}


class Strictness:
    """Scores without the strictness of each juror, where jurors link the hearings; where they do not, why.

    ``adjusted`` has the scores by hearing number, and leaves out the hearings whose score cannot be corrected.
    """

    def __init__(self, totals: Iterable[Total], juries: Mapping[int, Jury]):
        self.juries = juries
        self.groups = [group for group in groups(totals) if len(group.hearings) > 1]
        self.adjusted = {
            hearing: value for group in self.groups if group.correctable for hearing, value in group.adjusted().items()
        }

    @property
    def sentences(self) -> list[str]:
        """What the adjusted scores say, and where there are none."""
        linked = [f"{self._names(group)}{NBSP}: {_LINKED}" for group in self.groups if group.correctable]
        alone = [self._names(group) for group in self.groups if not group.correctable]
        if alone and not linked and len(alone) == 1:
            return [_SAME]
        return linked + ([f"{' ; '.join(alone)}{NBSP}: {_ALONE}"] if alone else [])

    def _names(self, group: Group) -> str:
        """« Jury 3, Jury 8 »."""
        names = dict.fromkeys(self.juries[hearing].name for hearing in group.hearings if hearing in self.juries)
        return ", ".join(names)


_LINKED = (
    "des jurés relient ces auditions. La note ajustée est celle que leur donnerait un même juré moyen ; "
    "elle ne se compare qu’à l’intérieur de ce groupe."
)
_ALONE = (
    "aucun juré n’a noté ailleurs. Rien ne dit si ces notes sont sévères ou généreuses à côté des autres : "
    "aucune note ajustée n’est donnée."
)
_SAME = "Les mêmes jurés ont noté toutes les auditions : il n’y a pas de sévérité à corriger."
