"""What the board of the choice shows, read in a fixed number of queries whatever the number of challenges."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from challenges.proposal.rules import coordination
from challenges.proposal.states import ChallengeStatus, Decision
from challenges.selection.admin.asked import BoardQuery
from challenges.selection.admin.portrait import Portrait
from challenges.selection.admin.spread import Scale, Spread, Strictness, spreads, tenth
from challenges.selection.models import KEPT, individual_totals, on_board
from challenges.selection.rules import decision_version
from eig.juries.models.hearings import Hearing, Sheet
from eig.promotions.models.profiles import ProfileFamily
from eig.promotions.models.programmes import Promotion
from eig.promotions.models.settings import Criterion, Target
from eig.promotions.states import Stage

LAST, NONE = 99, -1


@dataclass
class Row:
    """One challenge to choose, with its jury's opinion and the totals of its jurors."""

    challenge: Challenge
    sheet: Sheet | None
    spread: Spread | None = None
    adjusted: float | None = None

    @property
    def version(self) -> str:
        """The mark of the decision that the row shows."""
        return decision_version(self.challenge)

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
        return self.sheet.score if self.sheet and self.sheet.score is not None else NONE

    @property
    def sought_positions(self) -> list[Position]:
        """The positions in the order of the families."""
        return sorted(
            self.challenge.positions.all(), key=lambda position: (position.family.order, position.family.name)
        )

    @property
    def sought(self) -> str:
        """« 2 développement, 1 design »."""
        return (
            ", ".join(f"{position.seats} {position.family.name.lower()}" for position in self.sought_positions)
            or "aucun poste"
        )

    @property
    def adjusted_said(self) -> str:
        """« 14,2 », or nothing."""
        return "" if self.adjusted is None else tenth(self.adjusted)


def _merit(row: Row) -> tuple:
    """As the coordination reads the juries: their opinion, their ranking, then the score of the common sheet."""
    return not (row.sheet and row.sheet.favourable), row.rank, -row.score, row.challenge.key


KEYS: dict[str, Callable[[Row], tuple]] = {
    "rang": _merit,
    "note": lambda row: (-row.score, *_merit(row)),
    "ajustee": lambda row: (row.adjusted is None, -(row.adjusted or 0), *_merit(row)),
    "ecart": lambda row: (-(row.spread.deviation if row.spread else NONE), *_merit(row)),
    "nom": lambda row: (row.challenge.key, row.challenge.pk),
}


class ChoiceBoard:
    """The choice of a promotion's challenges, as an address asks for it."""

    def __init__(self, promotion: Promotion, asked: BoardQuery | None = None, *, always: int | None = None):
        """``always`` is a challenge to show whatever the filters."""
        self.promotion, self.always = promotion, always
        self.asked = asked or BoardQuery()
        found = on_board(promotion)
        self.rows = [Row(challenge, next(iter(_common(challenge)), None)) for challenge in found]

    @cached_property
    def scale(self) -> Scale:
        """The lowest and the highest score that a sheet can have: one query."""
        return Scale.of(Criterion.objects.filter(promotion=self.promotion, stage=Stage.CHALLENGE))

    @cached_property
    def strictness(self) -> Strictness:
        """The adjusted scores, given to the rows with the spread of their jurors: two queries."""
        totals = individual_totals(self.promotion)
        heard = {row.challenge.hearing_id: row for row in self.rows if row.challenge.hearing_id}
        common = {number: row.score for number, row in heard.items() if row.score != NONE}
        juries = {number: cast("Hearing", row.challenge.hearing).jury for number, row in heard.items()}
        strictness = Strictness(totals, juries)
        drawn = spreads(totals, self.scale, common)
        for number, row in heard.items():
            row.spread, row.adjusted = drawn.get(number), strictness.adjusted.get(number)
        return strictness

    @cached_property
    def shown(self) -> list[Row]:
        """Those that the filters leave, in the order asked for: two queries."""
        self.strictness  # noqa: B018 the orders and the filters read what it gives to the rows
        rows = [row for row in self.rows if self.asked.matches(row) or row.challenge.pk == self.always]
        return sorted(rows, key=KEYS[self.asked.order]) if self.asked.order in KEYS else rows

    @property
    def open_rows(self) -> list[Row]:
        """Those to decide."""
        return [row for row in self.shown if row.open]

    @property
    def done_rows(self) -> list[Row]:
        """Those entered by the coordination, or already announced."""
        return [row for row in self.shown if not row.open]

    @property
    def filters(self) -> list[dict]:
        """The filters with how many each answer leaves."""
        return self.asked.choices(self.rows)

    @cached_property
    def waiting(self):
        """The publication already ordered, if any: one query."""
        return coordination.waiting_announcement(self.promotion)

    @property
    def counts(self) -> dict[str, int]:
        """Challenges to decide by pending decision, and all those kept."""
        pending = Counter(row.challenge.pending_decision for row in self.rows if row.open)
        kept = sum(row.kept for row in self.rows)
        return {
            "keep": pending[Decision.KEEP],
            "refuse": pending[Decision.REFUSE],
            "none": pending[""],
            "open": pending.total(),
            "kept": kept,
        }

    def portrait(self) -> Portrait:
        """The portrait-robot of all the challenges, whatever the filters: two queries."""
        targets = dict(Target.objects.filter(promotion=self.promotion).values_list("family", "seats"))
        return Portrait(self.rows, targets, ProfileFamily.objects.all(), self.asked.supposed)


def _common(challenge: Challenge) -> list[Sheet]:
    hearing: Any = challenge.hearing
    return hearing.common_sheets if hearing else []
