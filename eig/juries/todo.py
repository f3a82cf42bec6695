"""What awaits the coordination about juries; jurors' own tasks come from what they hear, on the floors above."""

from datetime import datetime

from django.urls import reverse

from eig.accounts.models import User
from eig.common.todo import Todo
from eig.juries.models import Jury
from eig.juries.rules import can_compose


def todo(user: User, at: datetime) -> list[Todo]:
    """The juries to come that nobody reports for: one query, none for anybody else."""
    if not can_compose(user):
        return []
    juries = Jury.objects.without_rapporteur().filter(meets_at__gt=at).select_related("promotion")
    return [
        Todo(
            f"Nommer le rapporteur du {jury}",
            reverse("admin:juries_jury_change", args=[jury.pk]),
            detail=f"{jury.promotion}, {jury.half_day}",
            due_at=jury.meets_at,
        )
        for jury in juries
    ]
