"""What a juror writes for themselves alone."""

from django.conf import settings
from django.db import models

from eig.juries.models.hearings import Hearing


class PrivateNoteQuerySet(models.QuerySet):
    """Reads of the notes: always one's own."""

    def of(self, user) -> "PrivateNoteQuerySet":
        """Those that this person wrote."""
        return self.filter(user=user)


class PrivateNote(models.Model):
    """A juror's own notes on what they hear. Nobody else reads them: no page, no export, no admin shows them.

    ``version`` grows at each saved edit.
    """

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="notes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="private_notes")
    text = models.TextField("notes", max_length=10_000)
    saved_at = models.DateTimeField("enregistrées le")
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "notes personnelles d’un juré"
        verbose_name_plural = "notes personnelles des jurés"
        constraints = [models.UniqueConstraint(fields=["hearing", "user"], name="juries_note_once")]

    def __str__(self) -> str:
        return f"Notes personnelles ({self.hearing})"
