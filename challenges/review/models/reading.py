"""Files handed to readers, with what they advise."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.proposal.models.access import COORDINATION, READS
from challenges.proposal.models.challenges import Challenge
from challenges.review.states import Advice
from eig.common.vocabulary import SiteText


class ReadingQuerySet(models.QuerySet):
    """Reads of the readings."""

    def visible_to(self, user) -> "ReadingQuerySet":
        """All for the coordination and the direction; for an outside reader their own, never those of others."""
        if not user.has_perm(READS):
            return self.none()
        return self if user.has_perm(COORDINATION) else self.filter(reader=user)

    def to_do(self) -> "ReadingQuerySet":
        """Those that wait, on files that are still being instructed."""
        return self.filter(advice="", challenge__status__in=Challenge.UNDER_INSTRUCTION)


class Reading(models.Model):
    """A file given to a reader, with what they recommend once they have read it. Never sent to anybody."""

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="readings", verbose_name=SiteText("{challenge}")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings", verbose_name="lecteur"
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="confié par")
    given_at = models.DateTimeField("confié le")
    advice = models.CharField("avis", max_length=10, choices=Advice, blank=True)
    note = models.TextField("note interne", max_length=5000, blank=True)
    read_at = models.DateTimeField("lu le", null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "lecture"
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "reader"],
                name="challenges_reading_once",
                violation_error_message="Ce dossier est déjà confié à cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(advice="") | Q(advice__in=Advice.values, read_at__isnull=False),
                name="challenges_reading_advice",
                violation_error_message="Un avis a une date de lecture.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} – {self.challenge}"

    @property
    def tone(self) -> str:
        """The colour of the advice's badge."""
        return Advice(self.advice).tone if self.advice else ""
