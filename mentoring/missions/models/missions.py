"""Missions: a selected challenge during its months of work."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, F, Prefetch, Q

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.states import StakeholderKind
from eig.common import clock
from eig.common.vocabulary import SiteText, Vocabulary
from eig.promotions.models.programmes import month_after
from mentoring.missions.states import EndReason

COORDINATION = "mentoring.view_mission"
CAME = ["", *(reason for reason in EndReason.values if reason != EndReason.NEVER_CAME)]
"""How placements end of people who were there, however they left; or not yet."""
MENTOR_KINDS = (StakeholderKind.OPERATIONAL_MENTOR, StakeholderKind.HIGH_LEVEL_MENTOR)


class MissionQuerySet(models.QuerySet):
    """Reads of missions."""

    def visible_to(self, user, on: date | None = None) -> "MissionQuerySet":
        """Those one mentors on a day (today when none is given), or worked on; all for the staff who follow them."""
        if user.has_perm(COORDINATION):
            return self
        mentored = Stakeholder.objects.on(on or clock.today()).filter(user=user, kind__in=MENTOR_KINDS)
        worked = Q(placements__person=user, placements__ended_why__in=CAME)
        return self.filter(Q(challenge__in=mentored.values("challenge")) | worked).distinct()

    def running(self, on: date) -> "MissionQuerySet":
        """Those under way on a day."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def with_team(self, on: date) -> "MissionQuerySet":
        """Load the challenge, the people placed and the mentors (``challenge.mentors``): five queries.

        Mentors who left before a day are not among them; those who are to come are.
        """
        mentors = Stakeholder.objects.filter(Q(until=None) | Q(until__gte=on), kind__in=MENTOR_KINDS)
        return self.select_related("challenge__promotion", "challenge__administration").prefetch_related(
            "placements__person",
            "placements__position__family",
            Prefetch("challenge__stakeholders", mentors.select_related("user").order_by("-kind", "pk"), "mentors"),
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

    # What ``with_entries`` loads, and whom the verbs work on.
    entries: list[Any]
    team: list[Any]

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
        """How many months it lasts, the last one begun included."""
        number = 1
        while month_after(self.starts_on, number, minus_days=1) < self.ends_on:
            number += 1
        return number


def planned_days(challenge: Challenge) -> tuple[date, date] | None:
    """The first and the last day of a mission by the calendar: the challenge's own day, else its promotion's."""
    start = challenge.starts_on or challenge.promotion.starts_on
    return (start, month_after(start, challenge.duration, minus_days=1)) if start else None
