"""What awaits the coordination around the juries of challenges: links to examine, grids that are late."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.models.heard import heard_without_grid
from challenges.proposal.rules.coordination import can_coordinate
from eig.accounts.models import User
from eig.common.todo import Todo
from eig.juries.models.juries import DELIBERATION
from eig.reviewing import todo as reviewing


def todo(user: User, at: datetime) -> list[Todo]:
    """Conflicts that jurors declared, promotion by promotion, then grids not handed in: two queries."""
    return [*reviewing.to_examine(ConflictOfInterest, _links), *_grids(at)] if can_coordinate(user) else []


def _links(promotion: int) -> str:
    return f"{reverse('admin:challenges_planning', args=[promotion])}#liens"


def _grids(at: datetime) -> Iterator[Todo]:
    """One line for each jury whose half-day and deliberation are over."""
    heard = heard_without_grid(at)
    for jury, challenges in groupby(heard, key=lambda challenge: challenge.hearing.jury):
        over = max(challenge.hearing.ends_at for challenge in challenges) + DELIBERATION
        if over <= at:
            url = reverse("admin:juries_jury_change", args=[jury.pk])
            yield Todo(f"Obtenir la grille finale du {jury}", url, f"{jury.promotion}, {jury.half_day}", over)
