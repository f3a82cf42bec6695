"""What the coordination writes for itself about a file."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from eig.reviewing.models.subjects import AboutSubject


class NoteQuerySet(models.QuerySet["AbstractNote"]):
    """Reads of the notes."""

    def visible_to(self, user) -> Self:
        """All for the coordination, with their authors; none for anybody else."""
        return self.select_related("author") if user.has_perm(self.model.COORDINATES) else self.none()


class AbstractNote(AboutSubject):
    """A dated and signed note on a file, whatever its status: neither changed nor deleted, never sent to anybody.

    An app says which permission ``COORDINATES``.
    """

    COORDINATES: ClassVar[str]

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    written_at = models.DateTimeField("le")
    text = models.TextField("note", max_length=5000)

    objects = NoteQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = "note interne"
        verbose_name_plural = "notes internes"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="%(app_label)s_note_text",
                violation_error_message="Écrivez la note.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} – {self.subject}"
