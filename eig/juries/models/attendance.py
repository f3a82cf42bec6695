"""Who is expected at which hearing, and when. The database refuses a person in two places at once."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Deferrable, Q

from eig.juries.models.hearings import Hearing
from eig.juries.states import Part

TWICE = "Une personne serait à deux endroits à la même heure : une audition, ou la délibération qui suit la dernière."


class AttendanceQuerySet(models.QuerySet):
    """Reads of the presences."""

    def jurors(self) -> "AttendanceQuerySet":
        """Those of people who judge."""
        return self.filter(part=Part.JUROR)

    def clashing(self, rows: Iterable["Attendance"], during) -> "AttendanceQuerySet":
        """The presences of the same people elsewhere during an interval, with the jury."""
        rows = list(rows)
        users = [row.user_id for row in rows if row.user_id]
        same = Q(user__in=users) | Q(email__in=[row.email for row in rows])
        return self.filter(same, during__overlap=during).select_related("user", "hearing__jury")


class Attendance(models.Model):
    """A person in the room of a hearing. ``during`` follows the hearing: a trigger of the database writes it.

    For jurors, the last challenge heard in a half-day holds the deliberation that follows it.
    ``email``, in lower case, tells apart those who have no account.
    """

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="attendances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="attendances"
    )
    email = models.EmailField("adresse")
    part = models.CharField("à quel titre", max_length=10, choices=Part)
    during = DateTimeRangeField("pendant", editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "présence"
        ordering = ["hearing", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "email"],
                name="juries_attendance_once",
                violation_error_message="Cette personne est déjà de cette audition.",
            ),
            ExclusionConstraint(
                name="juries_attendance_person",
                expressions=[("user", "="), ("during", "&&")],
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=TWICE,
            ),
            ExclusionConstraint(
                name="juries_attendance_address",
                expressions=[("email", "="), ("during", "&&")],
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=TWICE,
            ),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="juries_attendance_part"),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.email} ({self.hearing})"
