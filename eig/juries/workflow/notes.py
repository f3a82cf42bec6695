"""A juror's own notes: kept, changed, emptied, and never told to anybody."""

from datetime import datetime

from django.db import transaction

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.juries import rules
from eig.juries.models.hearings import Hearing
from eig.juries.models.notes import PrivateNote


@transaction.atomic
def save_note(hearing: Hearing, text: str, *, by: User, at: datetime) -> PrivateNote:
    """Keep one's own notes on a hearing, at any moment; the journal says nothing of it. Done twice, changes nothing.

    Raises ``StepRefused`` for someone who does not sit.
    """
    if not rules.sits(by, hearing.jury):
        raise StepRefused("Seuls les membres de ce jury prennent des notes sur cette audition.")
    note = PrivateNote.objects.select_for_update().of(by).filter(hearing=hearing).first()
    if note and note.text == text:
        return note
    values = {"text": text, "saved_at": at}
    note, _ = PrivateNote.objects.update_or_create(hearing=hearing, user=by, defaults=values)
    return note
