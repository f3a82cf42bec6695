"""Hearing candidates, and the ranked list of each position."""

from django.db import models
from django.db.models import Q

from candidates.models.applications import Application
from challenges.models import Position
from eig.juries.models import Hearing


class Interview(models.Model):
    """A candidate heard for a position."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="interviews")
    position = models.ForeignKey(Position, models.PROTECT, related_name="interviews", verbose_name="poste")
    hearing = models.OneToOneField(Hearing, models.CASCADE, related_name="interview", verbose_name="audition")

    class Meta:
        verbose_name = "audition d’un candidat"
        verbose_name_plural = "auditions des candidats"
        ordering = ["hearing__starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"],
                name="candidates_interview_once",
                violation_error_message="Cette personne est déjà auditionnée pour ce poste.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} – {self.position}"


class Ranking(models.Model):
    """One line of the ranked list of a position: who is preferred, 1 first."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="rankings", verbose_name="poste")
    application = models.ForeignKey(Application, models.CASCADE, related_name="rankings")
    rank = models.PositiveSmallIntegerField("rang")

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
