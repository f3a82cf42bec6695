"""Where a person stands for one position: wished for, or proposed by the coordination."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.application.models.applications import Application
from candidates.application.states import CANDIDACY_FLOW, CandidacyStatus
from challenges.proposal.models.positions import Position

C = CandidacyStatus


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    """Reads of candidacies."""

    def ready_for(self, step: str) -> "CandidacyQuerySet":
        """Those that may take a step."""
        return self.filter(status__in=CANDIDACY_FLOW[step].sources)

    def of(self, applications: Iterable[Application]) -> "CandidacyQuerySet":
        """Those of some applications."""
        return self.filter(application__in=[application.pk for application in applications])


class Candidacy(models.Model):
    """One person for one position. ``wish_rank`` is their own wish (1 first), else ``proposed_by`` says who thought
    of them."""

    FLOW = CANDIDACY_FLOW

    application = models.ForeignKey(Application, models.CASCADE, related_name="candidacies", verbose_name="candidature")
    position = models.ForeignKey(Position, models.PROTECT, related_name="candidacies", verbose_name="poste")
    wish_rank = models.PositiveSmallIntegerField("rang du vœu", null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="proposée par"
    )
    status = models.CharField("état", max_length=20, choices=CandidacyStatus, default=C.CONSIDERED)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = "candidature à un poste"
        verbose_name_plural = "candidatures à un poste"
        ordering = ["application", "wish_rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"],
                name="candidates_candidacy_once",
                violation_error_message="Cette personne est déjà candidate à ce poste.",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status__in=[C.OFFERED, C.ACCEPTED]),
                name="candidates_candidacy_one_offer",
                violation_error_message="Cette personne a déjà une proposition, ou l’a acceptée.",
            ),
            models.CheckConstraint(condition=Q(status__in=CandidacyStatus.values), name="candidates_candidacy_status"),
            models.CheckConstraint(
                condition=Q(wish_rank__isnull=False, wish_rank__gte=1) | Q(wish_rank=None, proposed_by__isnull=False),
                name="candidates_candidacy_reason",
                violation_error_message="Une candidature à un poste vient d’un vœu, ou de quelqu’un qui la propose.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} : {self.position}"

    @property
    def tone(self) -> str:
        """The colour of the badge that carries the status."""
        return CandidacyStatus(self.status).tone
