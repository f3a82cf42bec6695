"""The order to publish prepared decisions, now or at an hour, carried out by the worker."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst

from eig.common.vocabulary import Vocabulary
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import ANNOUNCEMENT_FLOW, AnnouncementKind, AnnouncementStatus


class AnnouncementQuerySet(models.QuerySet):
    """Reads of the orders."""

    def due(self, at: datetime) -> "AnnouncementQuerySet":
        """Those whose hour has come, oldest first."""
        return self.filter(status=AnnouncementStatus.ORDERED, due_at__lte=at).order_by("due_at")

    def waiting(self) -> "AnnouncementQuerySet":
        """Those that can still be cancelled."""
        return self.filter(status=AnnouncementStatus.ORDERED)


class Announcement(models.Model):
    """An order to publish prepared decisions at ``due_at``.

    The app that owns the decisions publishes them all in one transaction, or none.
    """

    FLOW = ANNOUNCEMENT_FLOW

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="announcements")
    kind = models.CharField("objet", max_length=20, choices=AnnouncementKind)
    status = models.CharField("état", max_length=20, choices=AnnouncementStatus, default=AnnouncementStatus.ORDERED)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ordonnée par"
    )
    ordered_at = models.DateTimeField("ordonnée le")
    due_at = models.DateTimeField("à publier le")
    done_at = models.DateTimeField("publiée le", null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "publication"
        ordering = ["-ordered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "kind"],
                condition=Q(status="ordered"),
                name="promotions_announcement_one_waiting",
                violation_error_message="Une publication est déjà programmée.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=AnnouncementStatus.values), name="promotions_announcement_status"
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_at__isnull=False) | (~Q(status="done") & Q(done_at__isnull=True)),
                name="promotions_announcement_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{capfirst(self.purpose)} ({self.promotion})"

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.promotion.words

    @property
    def purpose(self) -> str:
        """What it publishes, in the words of its promotion: « choix des défis »."""
        return self.words.said(self.get_kind_display())
