"""Files handed to readers, with what they advise."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from eig.reviewing.models.subjects import AboutSubject
from eig.reviewing.states import Advice


class ReadingQuerySet(models.QuerySet["AbstractReading"]):
    """Reads of the readings."""

    def visible_to(self, user) -> Self:
        """All for whoever opens every file; for an outside reader their own, never those of others."""
        if not user.has_perm(self.model.READS):
            return self.none()
        return self if user.has_perm(self.model.OPENS) else self.filter(reader=user)

    def to_do(self) -> Self:
        """Those that wait, on files that are still being instructed."""
        return self.filter(advice="", **{f"{self.model.SUBJECT}__status__in": self.model.UNDER_INSTRUCTION})


class AbstractReading(AboutSubject):
    """A file given to a reader, with what they recommend once they have read it. Never sent to anybody.

    An app says which permission ``OPENS`` every file, which one ``READS`` those that are handed over, which one
    ``COORDINATES``, and in which statuses a file is ``UNDER_INSTRUCTION``.
    """

    OPENS: ClassVar[str]
    READS: ClassVar[str]
    COORDINATES: ClassVar[str]
    UNDER_INSTRUCTION: ClassVar[Collection[str]]

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="lecteur")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="confié par")
    given_at = models.DateTimeField("confié le")
    advice = models.CharField("avis", max_length=10, choices=Advice, blank=True)
    note = models.TextField("note interne", max_length=5000, blank=True)
    read_at = models.DateTimeField("lu le", null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = "lecture"
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(advice="") | Q(advice__in=Advice.values, read_at__isnull=False),
                name="%(app_label)s_reading_advice",
                violation_error_message="Un avis a une date de lecture.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} – {self.subject}"

    @property
    def tone(self) -> str:
        """The colour of the advice's badge."""
        return Advice(self.advice).tone if self.advice else ""


def once(subject: str) -> models.UniqueConstraint:
    """A file is handed to a person once."""
    return models.UniqueConstraint(
        fields=[subject, "reader"],
        name="%(app_label)s_reading_once",
        violation_error_message="Ce dossier est déjà confié à cette personne.",
    )


def handed(readings: type[AbstractReading], **conditions: Any) -> Exists:
    """Whether a file has a reading that meets these conditions: for a filter of files."""
    return Exists(readings.objects.filter(**{readings.SUBJECT: OuterRef("pk")}, **conditions))
