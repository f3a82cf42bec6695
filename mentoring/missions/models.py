"""Missions (a selected challenge during its months of work) and the people placed on them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, F, Prefetch, Q

from candidates.selection.models.offers import Offer
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.states import StakeholderKind
from eig.common.vocabulary import SiteText, Vocabulary
from eig.promotions.models.programmes import month_after

COORDINATION = "mentoring.view_mission"
MENTOR_KINDS = (StakeholderKind.OPERATIONAL_MENTOR, StakeholderKind.HIGH_LEVEL_MENTOR)


class MissionQuerySet(models.QuerySet):
    """Reads of missions."""

    def visible_to(self, user) -> "MissionQuerySet":
        """Those one mentors or works on; all for the coordination."""
        if user.has_perm(COORDINATION):
            return self
        return self.filter(
            Q(challenge__stakeholders__user=user, challenge__stakeholders__kind__in=MENTOR_KINDS)
            | Q(placements__offer__application__user=user)
        ).distinct()

    def running(self, on: date) -> "MissionQuerySet":
        """Those under way on a day."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def with_team(self) -> "MissionQuerySet":
        """Load the challenge, the people placed and the mentors (``challenge.mentors``): three queries."""
        mentors = Stakeholder.objects.filter(kind__in=MENTOR_KINDS).order_by("-kind", "pk")
        placements = Placement.objects.select_related("offer__application__user", "offer__position__family")
        return self.select_related("challenge__promotion", "challenge__administration").prefetch_related(
            Prefetch("placements", placements.order_by("offer__position__family__order", "pk")),
            Prefetch("challenge__stakeholders", mentors, to_attr="mentors"),
        )

    def with_entries(self, checkins: models.QuerySet) -> "MissionQuerySet":
        """Load these check-ins as ``entries``: one query."""
        return self.prefetch_related(Prefetch("checkins", checkins, to_attr="entries"))

    def with_lateness(self, on: date) -> "MissionQuerySet":
        """Annotate ``team`` (people) and ``late`` (check-ins past their day), late missions first."""
        late = Q(checkins__status="expected", checkins__due_on__lt=on)
        return self.annotate(
            team=Count("placements", distinct=True), late=Count("checkins", filter=late, distinct=True)
        ).order_by("-late", "challenge__key")


class Mission(models.Model):
    """The months of work of one challenge: both days are inside."""

    challenge = models.OneToOneField(
        Challenge, models.PROTECT, related_name="mission", verbose_name=SiteText("{challenge}")
    )
    starts_on = models.DateField("début")
    ends_on = models.DateField("fin")
    opened_at = models.DateTimeField("ouverte le")

    # What ``with_entries`` loads.
    entries: list[Any]

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = "mission"
        ordering = ["challenge__key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="mentoring_mission_dates",
                violation_error_message="La fin de la mission vient après son début.",
            )
        ]

    def __str__(self) -> str:
        return f"Mission {self.challenge}"

    @property
    def words(self) -> Vocabulary:
        """The words of its promotion."""
        return self.challenge.words

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return self.challenge.duration

    def due_on(self, month: int) -> date:
        """The last day of its ``month``-th month (from 1): when that month's check-ins are expected."""
        return month_after(self.starts_on, month, minus_days=1)


class Placement(models.Model):
    """One person at work on a mission, from one accepted offer."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="placements", verbose_name="mission")
    offer = models.OneToOneField(Offer, models.PROTECT, related_name="placement", verbose_name="proposition")
    starts_on = models.DateField("arrivée")
    ends_on = models.DateField("départ")

    class Meta:
        verbose_name = "placement"
        ordering = ["mission", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="mentoring_placement_dates",
                violation_error_message="Le départ vient après l’arrivée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer.application.user} – {self.mission.challenge}"


def offers_to_place() -> models.QuerySet[Offer]:
    """The accepted offers that wait for their place, on challenges whose first day is known: one query."""
    dated = Q(position__challenge__starts_on__isnull=False) | Q(position__challenge__promotion__starts_on__isnull=False)
    return (
        Offer.objects.accepted()
        .filter(dated, placement=None)
        .select_related(
            "application__user",
            "position__family",
            "position__challenge__promotion",
            "position__challenge__administration",
        )
        .order_by("pk")
    )
