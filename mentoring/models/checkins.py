"""The follow-up entries: one row for each one expected."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.states import StakeholderKind
from mentoring.models.missions import COORDINATION, Mission, Placement
from mentoring.states import CHECKIN_FLOW, CheckInKind, CheckInStatus, Mood


class CheckInQuerySet(models.QuerySet):
    """Reads of check-ins."""

    def visible_to(self, user) -> "CheckInQuerySet":
        """A mentor's for the mentors of the mission, an EIG's for its author; all for the coordination."""
        if user.has_perm(COORDINATION):
            return self
        mentors = Q(
            kind=CheckInKind.MENTOR,
            mission__challenge__stakeholders__user=user,
            mission__challenge__stakeholders__kind=StakeholderKind.OPERATIONAL_MENTOR,
        )
        return self.filter(mentors | Q(placement__offer__application__user=user)).distinct()

    def expected(self) -> "CheckInQuerySet":
        """Those not filled yet."""
        return self.filter(status=CheckInStatus.EXPECTED)

    def overdue(self, on: date) -> "CheckInQuerySet":
        """Those whose day is past without an answer."""
        return self.expected().filter(due_on__lt=on)

    def due_by(self, day: date) -> "CheckInQuerySet":
        """Expected ones whose day is at most this one."""
        return self.expected().filter(due_on__lte=day)


class CheckIn(models.Model):
    """A monthly entry. The mentors share one per mission; each placed person has their own."""

    FLOW = CHECKIN_FLOW

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="checkins", verbose_name="mission")
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="checkins", verbose_name="EIG"
    )
    kind = models.CharField("nature", max_length=10, choices=CheckInKind)
    month = models.PositiveSmallIntegerField("mois")
    due_on = models.DateField("attendu le")
    status = models.CharField("état", max_length=10, choices=CheckInStatus, default=CheckInStatus.EXPECTED)
    mood = models.PositiveSmallIntegerField("météo", choices=Mood, null=True, blank=True)
    progress = models.TextField("avancées", blank=True)
    blocked = models.BooleanField("un point bloque", default=False)
    blockers = models.TextField("ce qui bloque", blank=True)
    help_needed = models.TextField("aide souhaitée", blank=True)
    next_step = models.CharField("prochaine étape clef", max_length=200, blank=True)
    next_on = models.DateField("date de cette étape", null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="par"
    )
    logged_at = models.DateTimeField("rempli le", null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = "point d’étape"
        verbose_name_plural = "points d’étape"
        ordering = ["due_on", "mission", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "placement", "kind", "month"],
                nulls_distinct=False,
                name="mentoring_checkin_once",
                violation_error_message="Ce point d’étape existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(kind=CheckInKind.MENTOR, placement=None) | Q(kind=CheckInKind.EIG, placement__isnull=False),
                name="mentoring_checkin_kind",
            ),
            models.CheckConstraint(
                condition=Q(status=CheckInStatus.EXPECTED)
                | (Q(logged_at__isnull=False, mood__isnull=False) & ~Q(progress="")),
                name="mentoring_checkin_logged",
                violation_error_message="Un point d’étape rempli dit la météo et les avancées.",
            ),
            models.CheckConstraint(condition=Q(mood=None) | Q(mood__in=Mood.values), name="mentoring_checkin_mood"),
            models.CheckConstraint(
                condition=Q(blocked=False) | ~Q(blockers=""),
                name="mentoring_checkin_blockers",
                violation_error_message="Dites en quelques mots ce qui bloque.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}, mois {self.month} ({self.mission.challenge})"
