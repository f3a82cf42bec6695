"""What awaits the coordination about juries; jurors' own tasks come from what they hear, on the floors above."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from eig.accounts.models import User
from eig.common.clock import shifted
from eig.common.text import plural
from eig.common.todo import Todo
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.rules import can_compose
from eig.juries.states import SeatStatus

NEAR = 7
"""Days before a half-day from which silence is no longer waited out: letters asked twice, a person has to."""


def todo(user: User, at: datetime) -> list[Todo]:
    """One's own invitations and charter, then what the coordination owes the juries to come."""
    return [*_mine(user, at), *(_composing(at) if can_compose(user) else [])]


def _mine(user: User, at: datetime) -> Iterator[Todo]:
    """Invitations to answer, a charter to sign: one query."""
    unsigned: set[int] = set()
    for seat in JurySeat.objects.live().filter(user=user, jury__meets_at__gt=at).select_related("jury__promotion"):
        detail = f"{seat.jury.promotion}, {seat.jury.half_day}"
        if seat.status == SeatStatus.INVITED:
            url = reverse("juries:invitation", args=[seat.pk])
            yield Todo(f"Répondre à l’invitation au {seat.jury}", url, detail, seat.jury.meets_at)
        elif seat.charter_signed_at is None and seat.jury.promotion_id not in unsigned:
            unsigned.add(seat.jury.promotion_id)
            url = reverse("juries:charter", args=[seat.pk])
            yield Todo(
                "Signer la charte du jury", url, f"{detail}. Les dossiers s’ouvrent ensuite.", seat.jury.meets_at
            )


def _composing(at: datetime) -> list[Todo]:
    """Rapporteurs to name, then jurors without answer or to replace, jury by jury: two queries."""
    return [*_without_rapporteur(at), *_unsettled(at)]


def _unsettled(at: datetime) -> Iterator[Todo]:
    for jury in Jury.objects.unsettled(at):
        url = reverse("admin:juries_jury_change", args=[jury.pk])
        detail = f"{jury.promotion}, {jury.half_day}"
        if jury.proposed:
            title = f"Inviter {plural(jury.proposed, 'suppléant proposé', 'suppléants proposés')} au {jury}"
            yield Todo(title, url, detail, jury.meets_at)
        if jury.unanswered:
            silent = plural(jury.unanswered, "juré invité", "jurés invités")
            near = jury.meets_at <= shifted(at, NEAR)
            title = f"Joindre ou remplacer {silent} au {jury}" if near else f"{jury} : {silent} sans réponse"
            yield Todo(title, url, f"{detail}. Sans réponse." if near else detail, jury.meets_at, waiting=not near)


def _without_rapporteur(at: datetime) -> list[Todo]:
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
