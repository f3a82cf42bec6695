"""The portrait-robot of the promotion as challenges are chosen, with what it would become."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from challenges.proposal.models.challenges import Challenge
from eig.common.text import plural
from eig.promotions.models.profiles import ProfileFamily

ORIGIN, WIDTH, STEP, TOP = 150, 340, 48, 8


class Chosen(Protocol):
    """What the portrait asks of a row of the board."""

    challenge: Challenge

    @property
    def open(self) -> bool: ...

    @property
    def kept(self) -> bool: ...


@dataclass(frozen=True)
class Bar:
    """One family: seats entered for good, prepared, still undecided, hoped for, and kept before the supposition.

    Lengths and places are in units of the drawing.
    """

    family: str
    y: int
    sure: int
    prepared: int
    undecided: int
    target: int
    before: int
    scale: int

    @property
    def kept(self) -> int:
        """Seats of the challenges kept so far, or supposed kept."""
        return self.sure + self.prepared

    @property
    def change(self) -> str:
        """« +2 » or « −1 » beside what is really prepared; empty without any."""
        moved = self.kept - self.before
        return f"{'+' if moved > 0 else '−'}{abs(moved)}" if moved else ""

    @property
    def segments(self) -> list[dict]:
        """The three pieces of the bar, one after the other."""
        pieces, x = [], ORIGIN
        for name, seats in (("sure", self.sure), ("prepared", self.prepared), ("undecided", self.undecided)):
            width = self._length(seats)
            pieces.append({"name": name, "x": x, "width": width})
            x += width
        return pieces

    @property
    def aim(self) -> int:
        """The abscissa of the mark of the target."""
        return ORIGIN + self._length(self.target)

    @property
    def text_y(self) -> int:
        """The baseline of the words beside the bar."""
        return self.y + 18

    def _length(self, seats: int) -> int:
        return seats * WIDTH // self.scale


class Portrait:
    """Seats by family: what is sure, prepared and undecided, with some rows supposed to change sides."""

    def __init__(
        self,
        rows: Iterable[Chosen],
        targets: Mapping[int, int],
        families: Iterable[ProfileFamily],
        supposed: Collection[int] = (),
    ):
        self.rows = list(rows)
        self.supposed = [row for row in self.rows if row.open and row.challenge.pk in supposed]
        seats = {part: _seats(self.rows, part, supposed) for part in ("sure", "prepared", "undecided")}
        before = _seats(self.rows, "sure", ()) + _seats(self.rows, "prepared", ())
        known = {pk for counts in seats.values() for pk in counts} | set(targets) | set(before)
        shown = [family for family in families if family.pk in known]
        scale = max([1, *targets.values(), *(sum(counts[family.pk] for counts in seats.values()) for family in shown)])
        self.bars = [
            Bar(
                family=family.name,
                y=TOP + number * STEP,
                **{part: counts[family.pk] for part, counts in seats.items()},
                target=targets.get(family.pk, 0),
                before=before[family.pk],
                scale=scale,
            )
            for number, family in enumerate(shown)
        ]

    @property
    def height(self) -> int:
        """The height of the drawing, in its units."""
        return TOP + len(self.bars) * STEP

    @property
    def kept(self) -> int:
        """Seats kept in all."""
        return sum(bar.kept for bar in self.bars)

    @property
    def target(self) -> int:
        """Seats hoped for in all."""
        return sum(bar.target for bar in self.bars)

    @property
    def undecided(self) -> int:
        """Seats of the challenges without a decision."""
        return sum(bar.undecided for bar in self.bars)

    @property
    def supposition(self) -> str:
        """« Si l’on retirait MonitorFish : 39 places au lieu de 41 »; empty without any."""
        if not self.supposed:
            return ""
        sides = {
            "retirait": [row.challenge.title for row in self.supposed if row.kept],
            "retenait": [row.challenge.title for row in self.supposed if not row.kept],
        }
        acts = " et ".join(f"{verb} {_listed(names)}" for verb, names in sides.items() if names)
        return f"Si l’on {acts} : {plural(self.kept, 'place')} au lieu de {sum(bar.before for bar in self.bars)}."


def _listed(names: list[str]) -> str:
    return " et ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _seats(rows: Iterable[Chosen], part: str, supposed: Collection[int]) -> Counter:
    """Seats by family of the challenges of one part of the bars."""
    counts: Counter = Counter()
    for row in rows:
        if _part(row, row.challenge.pk in supposed) == part:
            for position in row.challenge.positions.all():
                counts[position.family_id] += position.seats
    return counts


def _part(row: Chosen, supposed: bool) -> str:
    if not row.open:
        return "sure" if row.kept else ""
    if row.kept != supposed:
        return "prepared"
    return "" if supposed or row.challenge.pending_decision else "undecided"
