"""Dated doors: half-open intervals, decided on the clock at reception."""

from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from eig.promotions.models.programmes import Promotion
from eig.promotions.states import CALLS, WindowKind


class WindowQuerySet(models.QuerySet):
    """Reads of the doors."""

    def open(self, at: datetime) -> "WindowQuerySet":
        """Those open at an instant; the closing second itself is outside."""
        return self.filter(opens_at__lte=at, closes_at__gt=at)

    def ahead(self, at: datetime) -> "WindowQuerySet":
        """Those that open later, the nearest first."""
        return self.filter(opens_at__gt=at).order_by("opens_at")

    def of_kind(self, kind: WindowKind) -> "WindowQuerySet":
        """The same door of every promotion."""
        return self.filter(kind=kind)

    def calls(self) -> "WindowQuerySet":
        """The doors that anybody may come through: those listed in ``CALLS``, and no other kind."""
        return self.filter(kind__in=CALLS)

    def with_families(self) -> "WindowQuerySet":
        """Annotate ``families``, the names of the families of profiles that the promotion seeks, in order."""
        sought = "promotion__targets__family__"
        names = ArrayAgg(f"{sought}name", order_by=f"{sought}order", filter=Q(promotion__targets__isnull=False))
        return self.annotate(families=Coalesce(names, Value([])))

    def not_closed(self, at: datetime) -> "WindowQuerySet":
        """Those open or still to open, the nearest first."""
        return self.filter(closes_at__gt=at).order_by("opens_at")

    def open_doors(self, kind: WindowKind, at: datetime) -> list[dict]:
        """The public doors of a kind open at an instant: promotion's number and name, closing instant; one query."""
        rows = self.filter(promotion__public=True).of_kind(kind).open(at).order_by("closes_at", "pk")
        return list(rows.values("promotion", "closes_at", name=F("promotion__name")))

    def extended_since(self, at: datetime) -> "WindowQuerySet":
        """Those whose closing was put off after an instant."""
        return self.filter(extended_at__gt=at)

    def public(self) -> "WindowQuerySet":
        """Those of promotions that the site shows."""
        return self.filter(promotion__public=True).select_related("promotion__programme")


class Window(models.Model):
    """A door of a promotion, from ``opens_at`` (inside) to ``closes_at`` (outside), both instants."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="windows")
    kind = models.CharField("porte", max_length=30, choices=WindowKind)
    opens_at = models.DateTimeField("ouverture (heure de Paris)")
    closes_at = models.DateTimeField("clôture (heure de Paris)")

    extended_at = models.DateTimeField("prolongée le", null=True, blank=True)
    extended_from = models.DateTimeField("clôture avant prolongation", null=True, blank=True)

    # What ``with_families`` annotates.
    families: list[str]

    objects = WindowQuerySet.as_manager()

    class Meta:
        verbose_name = "porte du calendrier"
        verbose_name_plural = "calendrier"
        ordering = ["opens_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "kind"],
                name="promotions_window_once",
                violation_error_message="Cette porte existe déjà pour la promotion.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WindowKind.values),
                name="promotions_window_kind",
                violation_error_message="Cette porte n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="promotions_window_order",
                violation_error_message="La clôture vient après l’ouverture.",
            ),
            models.CheckConstraint(
                condition=Q(extended_at=None, extended_from=None)
                | Q(extended_at__isnull=False, extended_from__isnull=False, closes_at__gt=F("extended_from")),
                name="promotions_window_extended",
                violation_error_message="Cet appel a été prolongé : sa clôture reste après celle qu’il avait avant.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} ({self.promotion})"

    def is_open(self, at: datetime) -> bool:
        """Whether the door lets in at this instant."""
        return self.opens_at <= at < self.closes_at
