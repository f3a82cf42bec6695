"""Changing the hour or the room of a jury."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.refusals import refused_with, sentences_of
from eig.journal.steps import record
from eig.juries.letters import seats
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury
from eig.juries.workflow.seats import lock
from eig.notifications.workflow import post


@transaction.atomic
def move(jury: Jury, *, meets_at: datetime, place: str, by: User, at: datetime) -> None:
    """Change the beginning or the place of a jury; its hearings in the former place follow, its jurors are told.

    Raises ``StepRefused`` when the new place serves another hearing at one of these hours.
    """
    lock(jury)
    row = Jury.objects.select_related("promotion").get(pk=jury.pk)
    if (row.meets_at, row.place) == (meets_at, place):
        return
    before = f"{full_instant(row.meets_at)} ({row.place or 'lieu à préciser'})"
    with refused_with(sentences_of(Hearing)):
        row.hearings.filter(room=row.place).update(room=place, sequence=F("sequence") + 1)
    row.meets_at, row.place, row.sequence = meets_at, place, row.sequence + 1
    Jury.objects.filter(pk=row.pk).update(meets_at=meets_at, place=place, sequence=row.sequence)
    note = f"Au lieu de : {before}"
    record(row, "move", "Jury déplacé", by=by, at=at, note=note)
    if at < meets_at:
        post(seats.moved(row, row.seats.live().select_related("user", "jury__promotion"), before, at), at=at)
