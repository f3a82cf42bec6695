"""The year as dated acts: a scenario plays those of the past and leaves the others to whoever looks at it."""

import heapq
from collections.abc import Callable
from datetime import datetime
from typing import Any


class Script:
    """Acts in the order of their dates; an act may add later ones."""

    def __init__(self) -> None:
        self.acts: list[tuple[datetime, int, Callable[..., Any], tuple]] = []
        self.count = 0

    def add(self, at: datetime, act: Callable[..., Any], *facts: Any) -> None:
        """Plan ``act(*facts, at=at)``."""
        self.count += 1
        heapq.heappush(self.acts, (at, self.count, act, facts))

    def play(self, until: datetime) -> None:
        """Perform everything dated before an instant, the oldest first."""
        while self.acts and self.acts[0][0] < until:
            at, _, act, facts = heapq.heappop(self.acts)
            act(*facts, at=at)
