"""The people placed on missions: most by an offer that they accepted, others by the coordination."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from candidates.selection.models.offers import Offer
from challenges.proposal.models.positions import Position
from eig.common.vocabulary import Vocabulary
from mentoring.missions.models.missions import Mission
from mentoring.missions.models.spans import span
from mentoring.missions.states import EndReason


class PlacementQuerySet(models.QuerySet):
    """Reads of placements."""

    def on(self, day: date) -> "PlacementQuerySet":
        """Those of the people at work on a day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def with_names(self) -> "PlacementQuerySet":
        """With what a page or a letter says of each."""
        return self.select_related("person", "position__family")


class Placement(models.Model):
    """One person at work on a mission, both days inside. People of past promotions have no offer."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="placements", verbose_name="mission")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="placements", verbose_name="personne"
    )
    position = models.ForeignKey(Position, models.PROTECT, related_name="placements", verbose_name="poste")
    offer = models.OneToOneField(
        Offer, models.PROTECT, null=True, blank=True, related_name="placement", verbose_name="proposition"
    )
    starts_on = models.DateField("arrivée")
    ends_on = models.DateField("départ")
    ended_why = models.CharField("raison du départ", max_length=12, choices=EndReason, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "placement"
        ordering = ["mission", "position__family__order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="mentoring_placement_dates",
                violation_error_message="Le départ vient après l’arrivée.",
            ),
            models.CheckConstraint(
                condition=Q(ended_why__in=["", *EndReason.values]), name="mentoring_placement_ended_why"
            ),
            ExclusionConstraint(
                name="mentoring_placement_twice",
                expressions=[("person", "="), ("position", "="), (span("starts_on", "ends_on"), "&&")],
                violation_error_message="Cette personne est déjà placée sur ce poste à ces dates.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.mission.challenge}"

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.mission.words


def offers_to_place() -> models.QuerySet[Offer]:
    """The accepted offers that wait for their place, on challenges whose first day is known: one query.

    Somebody whom the coordination placed there already keeps that place.
    """
    dated = Q(position__challenge__starts_on__isnull=False) | Q(position__challenge__promotion__starts_on__isnull=False)
    return (
        Offer.objects.accepted()
        .filter(dated, ~Exists(_there_without_offer()), placement=None)
        .select_related(
            "application__user",
            "position__family",
            "position__challenge__promotion",
            "position__challenge__administration",
        )
        .order_by("pk")
    )


def offers_of_placed() -> models.QuerySet[Offer]:
    """The accepted offers of people whom the coordination placed there before they accepted: one query."""
    return Offer.objects.accepted().filter(Exists(_there_without_offer()), placement=None).order_by("pk")


def _there_without_offer() -> models.QuerySet[Placement]:
    """For an offer: the person at work on its position without one, whose departure nobody recorded."""
    at_work = Placement.objects.filter(offer=None, ended_why="")
    return at_work.filter(person=OuterRef("application__user"), position=OuterRef("position"))
