"""What awaits the coordination around the juries of challenges: links to examine, grids that are late."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.models.heard import heard_without_grid
from challenges.proposal.rules.coordination import can_coordinate
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo
from eig.juries.models.juries import DELIBERATION


def todo(user: User, at: datetime) -> list[Todo]:
    """Conflicts that jurors declared, promotion by promotion, then grids not handed in: two queries."""
    return [*_conflicts(), *_grids(at)] if can_coordinate(user) else []


def _conflicts() -> Iterator[Todo]:
    for load in ConflictOfInterest.objects.to_examine():
        title = f"Examiner {plural(load['total'], 'conflit d’intérêts déclaré', 'conflits d’intérêts déclarés')}"
        url = f"{reverse('admin:challenges_planning', args=[load['challenge__promotion']])}#liens"
        yield Todo(title, url, f"{load['challenge__promotion__name']}. Le dossier est déjà fermé à qui l’a déclaré.")


def _grids(at: datetime) -> Iterator[Todo]:
    """One line for each jury whose half-day and deliberation are over."""
    heard = heard_without_grid(at)
    for jury, challenges in groupby(heard, key=lambda challenge: challenge.hearing.jury):
        over = max(challenge.hearing.ends_at for challenge in challenges) + DELIBERATION
        if over <= at:
            url = reverse("admin:juries_jury_change", args=[jury.pk])
            yield Todo(f"Obtenir la grille finale du {jury}", url, f"{jury.promotion}, {jury.half_day}", over)
