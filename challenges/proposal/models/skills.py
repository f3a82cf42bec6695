"""The skills that a position asks for."""

from django.db import models

from challenges.proposal.models.positions import Position
from challenges.skills.models import Skill


class PositionSkillManager(models.Manager):
    """Links are never read without their skill."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("skill")


class PositionSkill(models.Model):
    """A skill that a position needs, or wishes for: one row, so never both."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="skill_links", verbose_name="poste")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="links", verbose_name="compétence")
    required = models.BooleanField("nécessaire")

    objects = PositionSkillManager()

    class Meta:
        verbose_name = "compétence demandée"
        verbose_name_plural = "compétences demandées"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "skill"],
                name="challenges_position_skill_once",
                violation_error_message="Une compétence est nécessaire ou souhaitée, pas les deux.",
            )
        ]

    def __str__(self) -> str:
        return str(self.skill)
