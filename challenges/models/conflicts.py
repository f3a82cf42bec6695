"""Who may not judge a challenge, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.states import ConflictKind


class ConflictQuerySet(models.QuerySet):
    """Reads of the conflicts of interest."""

    def standing(self) -> "ConflictQuerySet":
        """Those in force."""
        return self.filter(stands=True)

    def of(self, user) -> "ConflictQuerySet":
        """Those of a person in force, with the challenge."""
        return self.standing().filter(user=user).select_related("challenge__hearing__jury")


class ConflictOfInterest(models.Model):
    """A link between a person and a challenge that sets the person aside from judging it.

    ``stands`` is false once the coordination has examined the link and found that it does not set aside: the line
    stays, so that the same link is not raised again.
    """

    challenge = models.ForeignKey("challenges.Challenge", models.CASCADE, related_name="conflicts", verbose_name="défi")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts", verbose_name="personne"
    )
    kind = models.CharField("nature", max_length=20, choices=ConflictKind)
    reason = models.CharField("précision", max_length=500, blank=True)
    declared_at = models.DateTimeField("déclaré le")
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="déclaré par"
    )
    stands = models.BooleanField("écarte la personne", default=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = "conflit d’intérêts"
        verbose_name_plural = "conflits d’intérêts"
        ordering = ["challenge", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "user"],
                name="challenges_conflict_once",
                violation_error_message="Ce conflit d’intérêts est déjà déclaré.",
            ),
            models.CheckConstraint(condition=Q(kind__in=ConflictKind.values), name="challenges_conflict_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.challenge}"
