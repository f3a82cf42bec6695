"""What the database was filled with."""

from datetime import datetime, timedelta

from django.db import models

from eig.common import clock

FRESH = timedelta(days=7)


class DemoBuild(models.Model):
    """The one demonstration held: which moment of the year, and when that moment was « now »."""

    scenario = models.CharField("scénario", max_length=30)
    built_at = models.DateTimeField("construite le")

    class Meta:
        verbose_name = "démonstration"

    def __str__(self) -> str:
        return f"{self.scenario} ({clock.today(self.built_at):%d/%m/%Y})"

    def aged(self, at: datetime) -> bool:
        """Whether its dates have passed: it shows a moment that is no longer now."""
        return at - self.built_at > FRESH
