"""The positions for which a jury hears candidates: juries do not know what they hear."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models

from challenges.proposal.models.positions import Position
from eig.juries.models.juries import Jury
from eig.promotions.states import Stage

NOT_THERE = "Ce poste n’est pas de la promotion de ce jury, ou ce jury n’entend pas des candidats."


class JuryPositionQuerySet(models.QuerySet["JuryPosition"]):
    """Reads of what juries hear."""

    def refuses(self, jury: Jury, position: Position) -> bool:
        """Whether a jury says what it hears, and not this position: one query."""
        named = set(self.filter(jury=jury).values_list("position", flat=True))
        return bool(named) and position.pk not in named

    def of(self, juries: Iterable[Jury]) -> "JuryPositionQuerySet":
        """Those of some juries, with what names a position."""
        return self.filter(jury__in=juries).select_related("position__challenge", "position__family")


class JuryPosition(models.Model):
    """A candidates' jury hears for a position. A jury without any hears for them all."""

    jury = models.ForeignKey(Jury, models.CASCADE, related_name="heard_positions", verbose_name="jury")
    position = models.ForeignKey(Position, models.PROTECT, related_name="hearing_juries", verbose_name="poste")

    objects = JuryPositionQuerySet.as_manager()

    class Meta:
        verbose_name = "poste entendu par un jury"
        verbose_name_plural = "postes entendus par les jurys"
        ordering = ["jury", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jury", "position"],
                name="candidates_juryposition_once",
                violation_error_message="Ce jury entend déjà ce poste.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jury} : {self.position}"

    def clean(self) -> None:
        """Raises ``ValidationError`` for a position of another promotion, or a jury of challenges."""
        if self.jury_id and self.position_id:
            same = self.position.challenge.promotion_id == self.jury.promotion_id
            if not same or self.jury.stage != Stage.CANDIDATE:
                raise ValidationError(NOT_THERE)
