"""What a person decided on each line of the eligibility checklist."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.proposal.models.challenges import Challenge
from challenges.review.states import Verdict
from eig.common.vocabulary import SiteText


class EligibilityVerdict(models.Model):
    """What a person decided on one line of the checklist. ``line`` is the ``key`` of one of ``hints.LINES``."""

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="verdicts", verbose_name=SiteText("{challenge}")
    )
    line = models.SlugField("ligne", max_length=30, db_index=False)
    value = models.CharField("verdict", max_length=10, choices=Verdict)
    note = models.CharField("précision", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "verdict d’éligibilité"
        verbose_name_plural = "verdicts d’éligibilité"
        ordering = ["challenge", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "line"],
                name="challenges_verdict_once",
                violation_error_message="Cette ligne a déjà un verdict.",
            ),
            models.CheckConstraint(condition=Q(value__in=Verdict.values), name="challenges_verdict_value"),
            models.CheckConstraint(
                condition=~Q(value=Verdict.NOT_OK) | ~Q(note=""),
                name="challenges_verdict_reason",
                violation_error_message="Une ligne non conforme dit pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_value_display()

    @property
    def tone(self) -> str:
        """The colour of the verdict's badge."""
        return Verdict(self.value).tone
