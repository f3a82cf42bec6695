"""What the host gives the team: colleagues, data, commitments; and what was submitted, kept as it was."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import HostStatus
from eig.common.text import NBSP
from eig.promotions.models.settings import Acceptance


class HostMember(models.Model):
    """Someone of the host administration who works with the team; ``share`` is a percentage of their time."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="host_members")
    order = models.PositiveSmallIntegerField("ordre", default=0)
    name = models.CharField("prénom et nom", max_length=120)
    function = models.CharField("fonction", max_length=150, blank=True)
    status = models.CharField("statut", max_length=20, choices=HostStatus, blank=True)
    share = models.PositiveSmallIntegerField(
        "part du temps (%)", validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    contribution = models.CharField("contribution", max_length=300, blank=True)

    class Meta:
        verbose_name = "membre de l’équipe d’accueil"
        verbose_name_plural = "équipe d’accueil"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "order"], name="challenges_hostmember_order"),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100),
                name="challenges_hostmember_share",
                violation_error_message="La part du temps va de 1 à 100 %.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.share}{NBSP}%"


class Dataset(models.Model):
    """Data that the team needs: already within reach, or the steps to get there."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="datasets")
    order = models.PositiveSmallIntegerField("ordre", default=0)
    name = models.CharField("jeu de données", max_length=200)
    accessible = models.BooleanField("déjà accessible", default=False)
    steps = models.CharField("démarches pour y accéder", max_length=500, blank=True)

    class Meta:
        verbose_name = "jeu de données"
        verbose_name_plural = "jeux de données"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "order"], name="challenges_dataset_order"),
            models.UniqueConstraint(
                fields=["challenge", "name"],
                name="challenges_dataset_once",
                violation_error_message="Ce jeu de données est déjà dans la liste.",
            ),
            models.CheckConstraint(
                condition=Q(accessible=True) | ~Q(steps=""),
                name="challenges_dataset_steps",
                violation_error_message="Dites comment accéder à ces données.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChallengeCommitment(Acceptance):
    """A commitment of the call ticked for a challenge: by whom, when."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="commitments")

    class Meta:
        verbose_name = "engagement pris"
        verbose_name_plural = "engagements pris"
        constraints = [models.UniqueConstraint(fields=["challenge", "statement"], name="challenges_commitment_once")]


class Submission(models.Model):
    """A file as it was received: ``lines`` are [section, label, text] in the order of the file."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="submissions")
    at = models.DateTimeField("reçu le")
    lines = models.JSONField("contenu")

    class Meta:
        verbose_name = "contenu déposé"
        verbose_name_plural = "contenus déposés"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.challenge} – {self.at:%Y-%m-%d %H:%M}"
