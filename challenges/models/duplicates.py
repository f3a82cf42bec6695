"""Administrations that may be one: what the coordination looks at before merging."""

from dataclasses import dataclass

from django.db import connection

from challenges.models.administrations import Administration

SHOWN = 50
WORTH_A_LOOK, COUSINS = 0.5, 0.35
"""Likeness of two names from which the coordination looks at them: alone, and with a shared mail domain."""
PAIRS = """
WITH alike AS (
    SELECT one.id AS one_id, other.id AS other_id, similarity(one.key, other.key) AS likeness,
        EXISTS (
            SELECT 1 FROM challenges_administrationdomain mine
            JOIN challenges_administrationdomain theirs ON theirs.domain = mine.domain
            WHERE mine.administration_id = one.id AND theirs.administration_id = other.id
        ) AS neighbours
    FROM challenges_administration one
    JOIN challenges_administration other ON one.id < other.id AND one.key %% other.key
)
SELECT one_id, other_id, likeness, neighbours FROM alike
WHERE likeness >= %s OR (neighbours AND likeness >= %s)
ORDER BY likeness DESC, one_id, other_id LIMIT %s
"""


@dataclass(frozen=True)
class Pair:
    """Two administrations of neighbouring names: how alike, from 0 to 1, and whether they share a mail domain."""

    one: Administration
    other: Administration
    likeness: float
    neighbours: bool

    @property
    def percent(self) -> int:
        """The likeness as people read it."""
        return round(100 * self.likeness)


def likely_duplicates() -> list[Pair]:
    """The pairs most worth a look, the nearest first: two queries."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, [WORTH_A_LOOK, COUSINS, SHOWN])
        found = cursor.fetchall()
    wanted = {pk for one, other, *_ in found for pk in (one, other)}
    known = Administration.objects.counted().in_bulk(wanted)
    return [Pair(known[one], known[other], likeness, neighbours) for one, other, likeness, neighbours in found]
