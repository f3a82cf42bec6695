"""Hearings to prepare, sheets to fill in."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from candidates.application.states import ApplicationStatus
from candidates.hearings.models.interviews import Interview
from eig.accounts.models import User
from eig.common.todo import Todo


def todo(user: User, at: datetime) -> list[Todo]:
    """For candidates, hearings to come; for jurors, marks and sheets to enter: two queries."""
    return [*_interviews(user, at), *_sheets(user, at)]


def _interviews(user: User, at: datetime) -> Iterator[Todo]:
    coming = Interview.objects.ahead().with_names().filter(application__user=user, hearing__starts_at__gt=at)
    for interview in coming.exclude(application__status=ApplicationStatus.WITHDRAWN):
        said = interview.application.promotion.said
        yield Todo(
            f"{said('Préparer mon audition pour le {challenge}')} {interview.position.challenge}",
            interview.application.get_absolute_url(),
            interview.hearing.jury.place,
            interview.hearing.starts_at,
        )


def _sheets(user: User, at: datetime) -> Iterator[Todo]:
    """Hearings of today and before whose marks are not in, and the common sheets that the rapporteur owes."""
    for interview in Interview.objects.owed_by(user, at).with_names():
        name = f"{interview.application.user}, {interview.position}"
        address = [interview.hearing_id]
        if not interview.own:
            yield Todo(f"Noter l’audition de {name}", reverse("juries:candidate", args=address))
        elif interview.reports and not interview.common:
            yield Todo(f"Saisir la fiche commune de {name}", reverse("juries:candidate_sheet", args=address))
