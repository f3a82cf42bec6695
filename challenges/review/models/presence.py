"""Who has a file open."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText

PRESENT_FOR = timedelta(seconds=90)


class PresenceQuerySet(models.QuerySet):
    """Reads of who has which file open."""

    def now(self, at: datetime) -> "PresenceQuerySet":
        """Those whose page was seen less than ``PRESENT_FOR`` before ``at``, the first arrived first."""
        return self.filter(seen_at__gt=at - PRESENT_FOR).select_related("user").order_by("since", "pk")

    def stale(self, at: datetime) -> "PresenceQuerySet":
        """Those whose page was not seen since: they have left."""
        return self.filter(seen_at__lte=at - PRESENT_FOR)


class Presence(models.Model):
    """Somebody of the coordination has a file open: since when, and when their page last said so."""

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="presences", verbose_name=SiteText("{challenge}")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="personne")
    since = models.DateTimeField("depuis")
    seen_at = models.DateTimeField("vue le", db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "présence"
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "user"],
                name="challenges_presence_once",
                violation_error_message="Cette personne a déjà ce dossier ouvert.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.challenge}"
