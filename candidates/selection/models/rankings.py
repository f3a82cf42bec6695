"""The ranked list of each position: written until it is locked, then kept; the next one is another version."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.application.models.applications import Application
from candidates.application.states import CandidacyStatus
from challenges.proposal.models.positions import Position


class RankedListQuerySet(models.QuerySet["RankedList"]):
    """Reads of the ranked lists."""

    def latest_versions(self) -> "RankedListQuerySet":
        """The last version of each position, whether it may still be written or not."""
        return self.order_by("position_id", "-version").distinct("position_id")

    def validated(self) -> "RankedListQuerySet":
        """The versions that somebody validated."""
        return self.filter(validated_at__isnull=False)

    def in_force(self) -> "RankedListQuerySet":
        """The last version that somebody validated, of each position: the one that a freed seat follows."""
        return self.validated().latest_versions()

    def to_validate(self) -> "RankedListQuerySet":
        """Last versions that nobody has validated yet."""
        last = self.model.objects.latest_versions().values("pk")
        return self.filter(pk__in=last, validated_at=None)


class RankedList(models.Model):
    """One version of the ranked list of a position. Once ``locked``, its lines never change."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="ranked_lists", verbose_name="poste")
    version = models.PositiveSmallIntegerField("version", default=1)
    locked = models.BooleanField("arrêtée", default=False)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="validée par"
    )
    validated_at = models.DateTimeField("validée le", null=True, blank=True)

    objects = RankedListQuerySet.as_manager()

    class Meta:
        verbose_name = "liste de classement"
        verbose_name_plural = "listes de classement"
        ordering = ["position", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "version"],
                name="candidates_rankedlist_version",
                violation_error_message="Cette version de la liste existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(locked=False),
                name="candidates_rankedlist_one_open",
                violation_error_message="Une version de cette liste est déjà en cours d’écriture.",
            ),
            models.CheckConstraint(
                condition=Q(validated_by=None, validated_at=None)
                | Q(validated_by__isnull=False, validated_at__isnull=False, locked=True),
                name="candidates_rankedlist_validated",
                violation_error_message="Une liste validée est arrêtée, et l’on sait par qui et quand.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}, version {self.version}"

    @property
    def state(self) -> str:
        """Where this version stands, in words."""
        if self.validated_at:
            return "validée"
        return "arrêtée, à valider" if self.locked else "en cours d’écriture"


class RankedLineQuerySet(models.QuerySet["RankedLine"]):
    """Reads of the lines of the ranked lists."""

    def current(self) -> "RankedLineQuerySet":
        """Those of the last version of each list, in their order."""
        last = RankedList.objects.latest_versions().values("pk")
        lines = self.filter(ranked_list__in=last).select_related("ranked_list")
        return lines.order_by("ranked_list__position_id", "rank")

    def of(self, position: Position) -> "RankedLineQuerySet":
        """Those of the last version of one list, in their order."""
        return self.current().filter(ranked_list__position=position)

    def heirs(self, position: Position) -> "RankedLineQuerySet":
        """Who a freed seat goes to: those of the validated list on reserve whom nothing settled for it, in order."""
        validated = RankedList.objects.in_force().filter(position=position).values("pk")
        here = {
            "application__candidacies__position": position,
            "application__candidacies__status__in": (CandidacyStatus.RANKED, CandidacyStatus.WAITING),
        }
        waiting = self.filter(**here, ranked_list__in=validated, application__in=Application.objects.on_reserve())
        return waiting.order_by("rank")

    def contending(self) -> "RankedLineQuerySet":
        """Lines of people that a seat may still be offered to."""
        return self.current().filter(application__in=Application.objects.in_contention())


class RankedLine(models.Model):
    """One line of a ranked list: who is preferred, 1 first."""

    ranked_list = models.ForeignKey(RankedList, models.CASCADE, related_name="lines", verbose_name="liste")
    application = models.ForeignKey(Application, models.PROTECT, related_name="ranks", verbose_name="candidature")
    rank = models.PositiveSmallIntegerField("rang")

    objects = RankedLineQuerySet.as_manager()

    class Meta:
        verbose_name = "rang sur une liste"
        verbose_name_plural = "rangs sur les listes"
        ordering = ["ranked_list", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranked_list", "application"],
                name="candidates_rankedline_once",
                violation_error_message="Cette personne est déjà sur la liste.",
            ),
            models.UniqueConstraint(
                fields=["ranked_list", "rank"],
                name="candidates_rankedline_rank",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Deux personnes ne peuvent pas avoir le même rang.",
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="candidates_rankedline_first"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.application}"
