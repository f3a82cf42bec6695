"""What the follow-up asks of a person."""

from datetime import datetime, timedelta

from django.urls import reverse

from eig.accounts.models import User
from eig.common import clock
from eig.common.text import plural
from eig.common.todo import Todo
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.rules import follows

AHEAD = timedelta(days=5)


def todo(user: User, at: datetime) -> list[Todo]:
    """The check-ins to fill, late ones first; for those who watch over them, what is missing and what blocks."""
    lines = [_to_fill(checkin) for checkin in owed(user, at)]
    if follows(user):
        lines += _to_watch(user, at)
    return lines


def owed(user: User, at: datetime) -> list[CheckIn]:
    """The check-ins that a person is to fill within five days, the oldest first: one query."""
    today = clock.today(at)
    rows = CheckIn.objects.owed_by(user, today).due_by(today + AHEAD)
    return list(rows.select_related("form", "mission__challenge").order_by("due_on", "mission__challenge__key"))


def _to_fill(checkin: CheckIn) -> Todo:
    title = f"Remplir le point d’étape {checkin.of_period} de {checkin.mission.challenge}"
    return Todo(title, reverse("mentoring:checkin", args=[checkin.pk]), "Deux minutes.", checkin.deadline)


def _to_watch(user: User, at: datetime) -> list[Todo]:
    lines, today, board = [], clock.today(at), reverse("mentoring:missions")
    if late := CheckIn.objects.visible_to(user, today).overdue(today).count():
        title = f"Relancer {plural(late, 'point d’étape', 'points d’étape')} en retard"
        lines.append(Todo(title, board, "Les rappels sont déjà partis."))
    if blocked := Signal.objects.visible_to(user, today).open().count():
        title = f"Débloquer : {plural(blocked, 'blocage signalé', 'blocages signalés')}, à prendre en charge"
        lines.append(Todo(title, board, "Les missions concernées portent la mention « bloque »."))
    return lines
