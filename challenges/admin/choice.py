"""What the board of the choice shows, read in a fixed number of queries whatever the number of challenges."""

from collections import Counter
from dataclasses import dataclass

from challenges.models import Challenge
from challenges.models.board import KEPT
from challenges.rules import coordination as rules
from challenges.states import ChallengeStatus, Decision
from eig.juries.models import Sheet
from eig.juries.rules import maximum
from eig.promotions.models import Criterion, ProfileFamily, Promotion, Target
from eig.promotions.states import Stage

ORDERS = {"jury": "Par jury", "rang": "Par rang", "note": "Par note"}
LAST = 99
ORIGIN, WIDTH, HEIGHT, STEP = 150, 380, 26, 48


@dataclass(frozen=True)
class Row:
    """One challenge to choose, with its jury's opinion."""

    challenge: Challenge
    sheet: Sheet | None

    @property
    def open(self) -> bool:
        """Whether a decision can still be prepared."""
        return self.challenge.status == ChallengeStatus.PRESELECTED

    @property
    def kept(self) -> bool:
        """Whether it counts in the portrait: kept for now, or already selected."""
        if self.open:
            return self.challenge.pending_decision == Decision.KEEP
        return self.challenge.status in KEPT

    @property
    def rank(self) -> int:
        """The rank in its jury, last when there is none."""
        return (self.sheet and self.sheet.rank) or LAST

    @property
    def score(self) -> int:
        """The score of the common sheet, below all others when there is none."""
        return self.sheet.score if self.sheet and self.sheet.score is not None else -1

    @property
    def sought(self) -> str:
        """« 2 développement, 1 design »."""
        rows = sorted(self.challenge.positions.all(), key=lambda one: (one.family.order, one.family.name))
        return ", ".join(f"{one.seats} {one.family.name.lower()}" for one in rows) or "aucun poste"


@dataclass(frozen=True)
class Bar:
    """One family of the portrait-robot: seats entered for good, prepared, still undecided, and hoped for.

    Lengths and places are in units of the drawing.
    """

    family: str
    y: int
    sure: int
    prepared: int
    undecided: int
    target: int
    scale: int

    @property
    def kept(self) -> int:
        """Seats of the challenges kept so far."""
        return self.sure + self.prepared

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
        """Where the mark of the target stands."""
        return ORIGIN + self._length(self.target)

    @property
    def text_y(self) -> int:
        """The line of writing."""
        return self.y + 18

    def _length(self, seats: int) -> int:
        return seats * WIDTH // self.scale


class Choice:
    """The choice of a promotion's challenges."""

    def __init__(self, promotion: Promotion, order: str = "jury"):
        self.promotion = promotion
        self.rows = [Row(one, next(iter(_common(one)), None)) for one in Challenge.objects.on_board(promotion)]
        self.order = order if order in ORDERS else "jury"
        criteria = Criterion.objects.filter(promotion=promotion, stage=Stage.CHALLENGE)
        self.maximum = maximum(list(criteria))
        self.waiting = rules.waiting_announcement(promotion)
        self.blockers = rules.blockers(promotion)

    @property
    def open_rows(self) -> list[Row]:
        """Those to decide, in the order asked for."""
        rows = [row for row in self.rows if row.open]
        keys = {"rang": lambda row: (row.rank, -row.score), "note": lambda row: (-row.score, row.rank)}
        return sorted(rows, key=keys[self.order]) if self.order in keys else rows

    @property
    def done_rows(self) -> list[Row]:
        """Those entered by the coordination, or already announced."""
        return [row for row in self.rows if not row.open]

    @property
    def counts(self) -> dict[str, int]:
        """Challenges to decide by pending decision, and all those kept."""
        pending = Counter(row.challenge.pending_decision for row in self.rows if row.open)
        kept = sum(row.kept for row in self.rows)
        return {"keep": pending[Decision.KEEP], "refuse": pending[Decision.REFUSE], "none": pending[""], "kept": kept}

    def portrait(self) -> dict:
        """The portrait-robot: bars, height of the drawing, totals."""
        targets = dict(Target.objects.filter(promotion=self.promotion).values_list("family", "seats"))
        seats = {name: self._seats(name) for name in ("sure", "prepared", "undecided")}
        known = {pk for counts in seats.values() for pk in counts} | set(targets)
        families = [one for one in ProfileFamily.objects.all() if one.pk in known]
        totals = [sum(counts[one.pk] for counts in seats.values()) for one in families]
        scale = max([1, *totals, *targets.values()])
        bars = [
            Bar(
                family=one.name,
                y=8 + number * STEP,
                **{name: counts[one.pk] for name, counts in seats.items()},
                target=targets.get(one.pk, 0),
                scale=scale,
            )
            for number, one in enumerate(families)
        ]
        return {
            "bars": bars,
            "height": 8 + len(bars) * STEP,
            "kept": sum(bar.kept for bar in bars),
            "target": sum(bar.target for bar in bars),
            "undecided": sum(bar.undecided for bar in bars),
        }

    def _seats(self, part: str) -> Counter:
        """Seats by family of the challenges of one part of the bars."""
        counts: Counter = Counter()
        for row in self.rows:
            if _part(row) == part:
                for position in row.challenge.positions.all():
                    counts[position.family_id] += position.seats
        return counts


def _part(row: Row) -> str:
    if row.kept:
        return "prepared" if row.open else "sure"
    return "undecided" if row.open and not row.challenge.pending_decision else ""


def _common(challenge: Challenge) -> list[Sheet]:
    return challenge.hearing.common_sheets if challenge.hearing else []
