"""Questions of jurors that wait for the coordination, then for authors."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from challenges.hearings.models.clarifications import Clarification
from challenges.proposal.rules.coordination import can_coordinate
from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo


def todo(user: User, at: datetime) -> list[Todo]:
    """Counts for the coordination, each question for an author: one query."""
    return list(_of_coordination() if can_coordinate(user) else _of_author(user))


def _of_coordination() -> Iterator[Todo]:
    address = reverse("admin:challenges_clarification_changelist")
    counts = Clarification.objects.waiting_counts()
    if count := counts["asked"]:
        yield Todo(
            f"Traiter {plural(count, 'question de juré', 'questions de jurés')}",
            f"{address}?etat=asked",
            "La transmettre aux porteurs, y répondre ou la classer.",
        )
    if count := counts["forwarded"]:
        yield Todo(
            f"Attendre {plural(count, 'réponse')} de porteurs au jury", f"{address}?etat=forwarded", waiting=True
        )


def _of_author(user: User) -> Iterator[Todo]:
    for clarification in Clarification.objects.handed_to(user).awaiting_authors().select_related("challenge__hearing"):
        hearing = clarification.challenge.hearing
        yield Todo(
            f"Répondre à une question du jury sur « {clarification.challenge.title} »",
            reverse("challenges:clarification", args=[clarification.pk]),
            clarification.shown_question[:120],
            due_at=hearing.starts_at if hearing else None,
        )
