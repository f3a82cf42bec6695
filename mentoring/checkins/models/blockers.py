"""What blocks: raised by a check-in, and live until the coordination says what was done."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from eig.common.vocabulary import Vocabulary
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.states import LIVE, SIGNAL_FLOW, SignalStatus


class SignalQuerySet(models.QuerySet):
    """Reads of signals."""

    def visible_to(self, user, on: date | None = None) -> "SignalQuerySet":
        """Those of the check-ins that one may read that day."""
        return self.filter(checkin__in=CheckIn.objects.visible_to(user, on))

    def live(self) -> "SignalQuerySet":
        """Those that still block."""
        return self.filter(status__in=LIVE)

    def open(self) -> "SignalQuerySet":
        """Those that nobody has taken up."""
        return self.filter(status=SignalStatus.OPEN)


class Signal(models.Model):
    """What one check-in says that blocks. Its mission and who answers are the check-in's."""

    FLOW = SIGNAL_FLOW

    checkin = models.OneToOneField(CheckIn, models.PROTECT, related_name="signal", verbose_name="point d’étape")
    text = models.TextField("ce qui bloque")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="signalé par"
    )
    raised_at = models.DateTimeField("signalé le")
    status = models.CharField("état", max_length=12, choices=SignalStatus, default=SignalStatus.OPEN)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="suivi par"
    )
    acknowledged_at = models.DateTimeField("pris en charge le", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="clos par"
    )
    closed_at = models.DateTimeField("clos le", null=True, blank=True)
    outcome = models.TextField("ce qui a été fait", blank=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = "blocage"
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=SignalStatus.values), name="mentoring_signal_status"),
            models.CheckConstraint(condition=~Q(text=""), name="mentoring_signal_text"),
            models.CheckConstraint(
                condition=~Q(status=SignalStatus.ACKNOWLEDGED) | Q(acknowledged_at__isnull=False),
                name="mentoring_signal_acknowledged",
            ),
            models.CheckConstraint(
                condition=~Q(status=SignalStatus.CLOSED) | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="mentoring_signal_closed",
                violation_error_message="Un blocage se clôt en disant ce qui a été fait.",
            ),
        ]

    def __str__(self) -> str:
        return f"Blocage : {self.checkin.mission.challenge}, {self.checkin.period_text}"

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.checkin.words

    @property
    def tone(self) -> str:
        """The colour of the badge that carries the status."""
        return SignalStatus(self.status).tone
