"""Reads of files by what their candidacies say, as ``Standing`` tells it."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Value, When

from candidates.application.states import ANNOUNCED, OTHERWISE, OUTCOMES, ApplicationStatus, CandidacyStatus

Row = TypeVar("Row", bound=models.Model)
S = ApplicationStatus


class StandingQuerySet(models.QuerySet[Row]):
    """Applications by where they stand."""

    def preselected(self) -> Self:
        """Those announced as preselected, who wait for the offers to be announced."""
        return self.filter(~self._with(ANNOUNCED), status=S.PRESELECTED)

    def in_contention(self) -> Self:
        """Those past the preselection and still able to take a seat."""
        return self.filter(~self._with([CandidacyStatus.OFFERED]), status=S.PRESELECTED)

    def on_reserve(self) -> Self:
        """Those on a waiting list, without an offer."""
        return self.in_contention().filter(self._with([CandidacyStatus.WAITING]))

    def standing(self, value: str) -> Self:
        """Those who stand somewhere, in the words that they read."""
        cases = [
            When(self._with([state]), status=status, then=Value(standing))
            for status, outcomes in OUTCOMES.items()
            for state, standing in outcomes
        ]
        others = [When(status=status, then=Value(standing)) for status, standing in OTHERWISE.items()]
        return self.annotate(stands=Case(*cases, *others, default=F("status"))).filter(stands=value)

    def _with(self, statuses: Iterable[str]) -> Exists:
        """Whether one of the candidacies has one of these statuses."""
        relation: Any = self.model._meta.get_field("candidacies")
        rows = relation.related_model._base_manager
        return Exists(rows.filter(application=OuterRef("pk"), status__in=list(statuses)))
