"""Who follows a mission for the programme, and from when to when: what they read obeys these days."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q

from mentoring.missions.models.missions import Mission
from mentoring.missions.models.spans import in_place, span
from mentoring.missions.states import AssignmentRole


class AssignmentQuerySet(models.QuerySet):
    """Reads of assignments."""

    def on(self, day: date) -> "AssignmentQuerySet":
        """Those in force on a day."""
        return self.filter(in_place(day))

    def coaching(self, user, on: date) -> "AssignmentQuerySet":
        """Those that make a person the coach of a mission on a day."""
        return self.on(on).filter(user=user, role=AssignmentRole.COACH)


class Assignment(models.Model):
    """A coach of a mission; both days are inside, an empty one has no limit."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="assignments", verbose_name="mission")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name="personne"
    )
    role = models.CharField("rôle", max_length=10, choices=AssignmentRole, default=AssignmentRole.COACH)
    since = models.DateField("depuis le", null=True, blank=True)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "accompagnement"
        ordering = ["mission", "since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=AssignmentRole.values), name="mentoring_assignment_role"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="mentoring_assignment_dates",
                violation_error_message="La fin vient après le début.",
            ),
            ExclusionConstraint(
                name="mentoring_assignment_twice",
                expressions=[("mission", "="), ("user", "="), ("role", "="), (span("since", "until"), "&&")],
                violation_error_message="Cette personne a déjà ce rôle dans cette mission à ces dates.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} ({self.mission})"
