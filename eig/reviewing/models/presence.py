"""Who has a file open."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from eig.reviewing.models.subjects import AboutSubject

PRESENT_FOR = timedelta(seconds=90)


class PresenceQuerySet(models.QuerySet["AbstractPresence"]):
    """Reads of who has which file open."""

    def now(self, at: datetime) -> Self:
        """Those whose page was seen less than ``PRESENT_FOR`` before ``at``, the first arrived first."""
        return self.filter(seen_at__gt=at - PRESENT_FOR).select_related("user").order_by("since", "pk")

    def stale(self, at: datetime) -> Self:
        """Those whose page was not seen since: they have left."""
        return self.filter(seen_at__lte=at - PRESENT_FOR)


class AbstractPresence(AboutSubject):
    """Somebody of the coordination has a file open: since when, and when their page last said so."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="personne")
    since = models.DateTimeField("depuis")
    seen_at = models.DateTimeField("vue le", db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = "présence"

    def __str__(self) -> str:
        return f"{self.user} – {self.subject}"


def once(subject: str) -> models.UniqueConstraint:
    """A person has a file open once."""
    return models.UniqueConstraint(
        fields=[subject, "user"],
        name="%(app_label)s_presence_once",
        violation_error_message="Cette personne a déjà ce dossier ouvert.",
    )
