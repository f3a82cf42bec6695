"""The people a challenge looks for."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Promotion


class PositionQuerySet(models.QuerySet):
    """Reads of positions."""

    def open_to_wishes(self, promotion: Promotion) -> "PositionQuerySet":
        """Those of the published challenges of a promotion, in the order of the catalogue."""
        return (
            self.filter(challenge__promotion=promotion, challenge__status=ChallengeStatus.PUBLISHED)
            .select_related("challenge__administration", "family")
            .order_by("challenge__key", "family__order")
        )


class Position(models.Model):
    """One family of profiles sought on one challenge, for ``seats`` people."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="positions")
    family = models.ForeignKey(
        ProfileFamily, models.PROTECT, related_name="positions", verbose_name="famille de profils"
    )
    profiles = models.ManyToManyField(Profile, blank=True, related_name="positions", verbose_name="profils acceptés")
    seats = models.PositiveSmallIntegerField(
        "nombre de personnes", default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    mission = models.TextField("mission", blank=True)
    skills_note = models.TextField("précisions sur les compétences", blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = "poste"
        ordering = ["challenge", "family__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "family"],
                name="challenges_position_once",
                violation_error_message="Ce profil est déjà demandé : augmentez plutôt le nombre de personnes.",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=5),
                name="challenges_position_seats",
                violation_error_message="Un poste compte de 1 à 5 personnes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family} – {self.challenge}"

    @property
    def skills_required(self) -> list[str]:
        """The skills without which the mission cannot be done, in the order of the form."""
        return [link.skill.name for link in self.skill_links.all() if link.required]

    @property
    def skills_wished(self) -> list[str]:
        """The skills that would help, in the order of the form."""
        return [link.skill.name for link in self.skill_links.all() if not link.required]
