"""Administrations that may be one: what the coordination looks at before merging."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q

from challenges.administrations.models.administrations import Administration

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
    WHERE NOT EXISTS (
        SELECT 1 FROM challenges_distinctpair apart WHERE apart.one_id = one.id AND apart.other_id = other.id
    )
)
SELECT one_id, other_id, likeness, neighbours FROM alike
WHERE likeness >= %s OR (neighbours AND likeness >= %s)
ORDER BY likeness DESC, one_id, other_id LIMIT %s
"""


class DistinctPairManager(models.Manager):
    """Pairs are read with their two administrations and who told them apart."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("one", "other", "by")

    def between(self, administration: Administration, other: Administration) -> models.QuerySet:
        """The pair of two administrations, whichever is given first."""
        first, second = sorted([administration.pk, other.pk])
        return self.filter(one=first, other=second)


class DistinctPair(models.Model):
    """Two administrations of neighbouring names that the coordination knows to be two; the older one first."""

    one = models.ForeignKey(Administration, models.CASCADE, related_name="+", verbose_name="première")
    other = models.ForeignKey(Administration, models.CASCADE, related_name="+", verbose_name="seconde")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    at = models.DateTimeField("le")

    objects = DistinctPairManager()

    class Meta:
        verbose_name = "paire d’administrations distinctes"
        verbose_name_plural = "paires d’administrations distinctes"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="challenges_distinct_once",
                violation_error_message="Ces deux administrations sont déjà distinguées.",
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="challenges_distinct_order",
                violation_error_message="Une paire compte deux administrations, la plus ancienne d’abord.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


@dataclass(frozen=True)
class Pair:
    """Two administrations of neighbouring names: how alike, from 0 to 1, and whether they share a mail domain."""

    one: Administration
    other: Administration
    likeness: float
    neighbours: bool

    @property
    def percent(self) -> int:
        """The likeness in percent, from 0 to 100."""
        return round(100 * self.likeness)


def likely_duplicates() -> list[Pair]:
    """The pairs most worth a look that nobody told apart, the nearest first: two queries."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, [WORTH_A_LOOK, COUSINS, SHOWN])
        found = cursor.fetchall()
    wanted = {pk for older, newer, *_ in found for pk in (older, newer)}
    known = Administration.objects.counted().in_bulk(wanted)
    return [Pair(known[older], known[newer], likeness, neighbours) for older, newer, likeness, neighbours in found]
