"""Letters written to the people of several files."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class AbstractMailing(models.Model):
    """One letter written by the coordination to the people of several files.

    ``token`` is drawn when the page is opened: sending the same page twice finds the same row. An app names in
    ``SUBJECTS`` the field that keeps which files.
    """

    SUBJECTS: ClassVar[str]

    token = models.UUIDField("jeton", unique=True, editable=False)
    subject = models.CharField("objet", max_length=150)
    body = models.TextField("texte", max_length=10_000)
    reply_to = models.EmailField("réponses à")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="envoyée par")
    at = models.DateTimeField("envoyée le")
    letters = models.PositiveIntegerField("courriers", default=0)

    class Meta:
        abstract = True
        verbose_name = "courrier à plusieurs"
        verbose_name_plural = "courriers à plusieurs"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.subject
