"""Who did what, when: one line for each change of status and each act worth remembering."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class EntryQuerySet(models.QuerySet):
    """Reads of the journal."""

    def about(self, subject: models.Model) -> "EntryQuerySet":
        """The lines of one object, oldest first."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(content_type=kind, object_id=subject.pk).select_related("actor").order_by("at", "pk")


class Entry(models.Model):
    """One line of the journal. Never changed afterwards."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, verbose_name="nature")
    object_id = models.PositiveBigIntegerField("identifiant")
    subject = GenericForeignKey()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="par"
    )
    verb = models.CharField("acte", max_length=40)
    sentence = models.CharField("fait", max_length=200)
    before = models.CharField("état avant", max_length=30, blank=True)
    after = models.CharField("état après", max_length=30, blank=True)
    note = models.TextField("précision", blank=True)
    at = models.DateTimeField("le")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "journal"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "at"], name="journal_entry_subject")]

    def __str__(self) -> str:
        return self.sentence
