"""Who may not judge a challenge, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from challenges.hearings.states import ConflictKind
from challenges.proposal.states import ChallengeStatus
from eig.common.vocabulary import SiteText


class ConflictQuerySet(models.QuerySet):
    """Reads of the conflicts of interest."""

    def standing(self) -> "ConflictQuerySet":
        """Those in force."""
        return self.filter(stands=True)

    def to_examine(self) -> models.QuerySet:
        """How many that jurors declared wait to be examined (``total``), by promotion that still chooses: one query."""
        waiting = self.standing().filter(examined_at=None, challenge__status=ChallengeStatus.PRESELECTED)
        promotions = waiting.order_by("challenge__promotion").values(
            "challenge__promotion", "challenge__promotion__name"
        )
        return promotions.annotate(total=Count("pk"))

    def of(self, user) -> "ConflictQuerySet":
        """Those of a person in force, with the challenge."""
        return self.standing().filter(user=user).select_related("challenge__hearing__jury")


class ConflictOfInterest(models.Model):
    """A link between a person and a challenge that sets the person aside from judging it.

    ``examined_at`` is when the coordination looked at what the juror declared. ``stands`` is false once it has found
    that the link does not set aside: the line stays, so that the same link is not raised again.
    """

    challenge = models.ForeignKey(
        "challenges.Challenge", models.CASCADE, related_name="conflicts", verbose_name=SiteText("{challenge}")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts", verbose_name="personne"
    )
    kind = models.CharField("nature", max_length=20, choices=ConflictKind)
    reason = models.CharField("précision", max_length=500, blank=True)
    declared_at = models.DateTimeField("déclaré le")
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="déclaré par"
    )
    examined_at = models.DateTimeField("examiné le", null=True, blank=True, editable=False)
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
            models.CheckConstraint(
                condition=Q(stands=True) | Q(examined_at__isnull=False),
                name="challenges_conflict_lifted_when_examined",
                violation_error_message="Un conflit d’intérêts n’est levé qu’une fois examiné.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.challenge}"
