"""A challenge at work, and the people placed on it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from candidates.models import Offer
from challenges.models import Challenge
from challenges.states import StakeholderKind

COORDINATION = "mentoring.view_mission"
MENTOR_KINDS = (StakeholderKind.OPERATIONAL_MENTOR, StakeholderKind.HIGH_LEVEL_MENTOR)


class MissionQuerySet(models.QuerySet):
    """Reads of missions."""

    def visible_to(self, user) -> "MissionQuerySet":
        """Those one mentors or works on; all for the coordination."""
        if user.has_perm(COORDINATION):
            return self
        return self.filter(
            Q(challenge__stakeholders__user=user, challenge__stakeholders__kind__in=MENTOR_KINDS)
            | Q(placements__offer__application__user=user)
        ).distinct()

    def running(self, on: date) -> "MissionQuerySet":
        """Those under way on a day."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Mission(models.Model):
    """The months of work of one challenge: both days are inside."""

    challenge = models.OneToOneField(Challenge, models.PROTECT, related_name="mission", verbose_name="défi")
    starts_on = models.DateField("début")
    ends_on = models.DateField("fin")
    opened_at = models.DateTimeField("ouverte le")

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = "mission"
        ordering = ["challenge__key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="mentoring_mission_dates",
                violation_error_message="La fin de la mission vient après son début.",
            )
        ]

    def __str__(self) -> str:
        return f"Mission {self.challenge}"


class Placement(models.Model):
    """One person at work on a mission, from one accepted offer."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="placements", verbose_name="mission")
    offer = models.OneToOneField(Offer, models.PROTECT, related_name="placement", verbose_name="proposition")
    starts_on = models.DateField("arrivée")
    ends_on = models.DateField("départ")

    class Meta:
        verbose_name = "placement"
        ordering = ["mission", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="mentoring_placement_dates",
                violation_error_message="Le départ vient après l’arrivée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer.application.user} – {self.mission.challenge}"
