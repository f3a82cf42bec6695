"""Who plays the year: everybody of 2020, or as few as show each act of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from eig.demo.facts import Facts, link, submitted


@dataclass(frozen=True)
class Cast:
    """The challenges that are submitted; the transversal team joins those that are kept."""

    submitted: tuple[Facts, ...]

    @property
    def heard(self) -> list[Facts]:
        """Those that a jury hears."""
        return [facts for facts in self.submitted if facts.slot]

    @property
    def by_jury(self) -> dict[int, list[Facts]]:
        """Those that each jury hears."""
        groups = defaultdict(list)
        for facts in self.heard:
            groups[facts.slot.jury].append(facts)
        return groups

    @property
    def published(self) -> list[Facts]:
        """Those of the catalogue."""
        return [*(facts for facts in self.submitted if facts.kept), link()]

    @property
    def seats(self) -> Counter:
        """How many people each family of profiles seeks."""
        slugs = {"development": "developpement"}
        seats = Counter()
        for seat in (seat for facts in self.published for seat in facts.team):
            seats[slugs.get(seat.family, seat.family)] += seat.seats
        return seats


WHOLE = Cast(submitted())
FEW = Cast((*(facts for facts in submitted() if facts.slot and facts.slot.jury in (1, 4)), submitted()[-1]))
"""Two juries of two and three hearings, where some are kept and some are not, and one challenge that is set aside."""
