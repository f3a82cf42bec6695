"""What the coordination writes for itself about a file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.proposal.models.access import COORDINATES
from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText


class InternalNoteQuerySet(models.QuerySet):
    """Reads of the notes."""

    def visible_to(self, user) -> "InternalNoteQuerySet":
        """All for the coordination, with their authors; none for anybody else."""
        return self.select_related("author") if user.has_perm(COORDINATES) else self.none()


class InternalNote(models.Model):
    """A dated and signed note on a file, whatever its status: neither changed nor deleted, never sent to anybody."""

    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="internal_notes", verbose_name=SiteText("{challenge}"), editable=False
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")
    written_at = models.DateTimeField("le")
    text = models.TextField("note", max_length=5000)

    objects = InternalNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "note interne"
        verbose_name_plural = "notes internes"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="challenges_note_text",
                violation_error_message="Écrivez la note.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} – {self.challenge}"
