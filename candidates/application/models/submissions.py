"""What was submitted, kept as it was."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from candidates.application.models.applications import Application, ApplicationQuerySet
from eig.files.models import StoredFile
from eig.promotions.models.calendar import Window
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WindowKind


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Reads of what was submitted."""

    def wish_counts(self, promotion: Promotion) -> list[int]:
        """How many wishes each holds, of drafts whose last submission may still count: one query."""
        kept = self.filter(application__promotion=promotion, application__in=Application.objects.drafts())
        length = Func(F("content__wishes"), function="jsonb_array_length", output_field=models.IntegerField())
        return list(kept.order_by("pk").values_list(length, flat=True))


class Submission(models.Model):
    """An application as it was received.

    ``lines`` are [section, label, text] in the order of the file, to be read; ``content`` what its author typed, with
    the ``cv``, to be put back. ``counted_at`` is when it counted at the closing, its author having taken it up again.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="submissions", verbose_name="candidature")
    at = models.DateTimeField("reçue le")
    counted_at = models.DateTimeField("comptée à la clôture le", null=True, blank=True)
    lines = models.JSONField("contenu")
    content = models.JSONField("saisie")
    cv = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="CV")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "dépôt d’une candidature"
        verbose_name_plural = "dépôts d’une candidature"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(content__has_keys=["profile", "answers", "accepted", "wishes"]),
                name="candidates_submission_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} – {self.at:%Y-%m-%d %H:%M}"


def taken_back(at: datetime) -> ApplicationQuerySet:
    """The drafts that were submitted before, of calls that are closed at an instant: one query."""
    calls = Window.objects.filter(promotion=OuterRef("promotion"), kind=WindowKind.CALL_FOR_CANDIDATES)
    submitted = Submission.objects.filter(application=OuterRef("pk"))
    running = Application.objects.drafts().filter(promotion__archived=False)
    return running.filter(Exists(submitted), Exists(calls.filter(closes_at__lte=at)))
