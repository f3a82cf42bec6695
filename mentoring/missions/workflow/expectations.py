"""What is expected of missions, told from above: each room recomputes its own rows when people or dates change."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from mentoring.missions.models.missions import Mission
from mentoring.missions.models.placements import Placement

EXPECTS: list[Callable[[Sequence[Mission], datetime], None]] = []
"""Write what is expected of some missions, from their days and those of their ``team``. Repeatable."""
FORETELLS: list[Callable[[Sequence[Mission], datetime], Mapping[int, Sequence[str]]]] = []
"""What the same would change, in words by mission number, and nothing is written."""


def expect(missions: Iterable[Mission], *, at: datetime) -> None:
    """Recompute everything that is expected of some missions; what was already given stays."""
    rows = with_people(missions)
    for write in EXPECTS:
        write(rows, at)


def foretold(missions: Sequence[Mission], *, at: datetime) -> dict[int, list[str]]:
    """What ``expect`` would change, in words, by mission number."""
    found: dict[int, list[str]] = defaultdict(list)
    for foretell in FORETELLS:
        for pk, lines in foretell(missions, at).items():
            found[pk] += lines
    return found


def with_people(missions: Iterable[Mission]) -> list[Mission]:
    """The missions, each with its ``team``: one query."""
    rows = list(missions)
    teams: dict[int, list[Placement]] = defaultdict(list)
    for placement in Placement.objects.filter(mission__in=rows).with_names().order_by("pk"):
        teams[placement.mission_id].append(placement)
    for mission in rows:
        mission.team = teams[mission.pk]
    return rows
