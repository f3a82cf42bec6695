"""The ranked list of each position."""

from django.db import models
from django.db.models import Q

from candidates.application.models.applications import Application
from candidates.application.states import IN_CONTENTION, ApplicationStatus
from challenges.proposal.models.positions import Position


class RankingQuerySet(models.QuerySet):
    """Reads of the ranked lists."""

    def heirs(self, position: Position) -> "RankingQuerySet":
        """Who a freed seat goes to, in order: those of the list on reserve."""
        return self.filter(position=position, application__status=ApplicationStatus.RESERVE).order_by("rank")

    def contending(self) -> "RankingQuerySet":
        """Lines of people that a seat may still be offered to."""
        return self.filter(application__status__in=IN_CONTENTION)


class Ranking(models.Model):
    """One line of the ranked list of a position: who is preferred, 1 first."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="rankings", verbose_name="poste")
    application = models.ForeignKey(Application, models.CASCADE, related_name="rankings")
    rank = models.PositiveSmallIntegerField("rang")

    objects = RankingQuerySet.as_manager()

    class Meta:
        verbose_name = "rang sur une liste"
        verbose_name_plural = "listes de classement"
        ordering = ["position", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "application"],
                name="candidates_ranking_once",
                violation_error_message="Cette personne est déjà sur la liste.",
            ),
            models.UniqueConstraint(
                fields=["position", "rank"],
                name="candidates_ranking_rank",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Deux personnes ne peuvent pas avoir le même rang.",
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="candidates_ranking_first"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.application}"
