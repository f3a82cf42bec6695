"""A juror's own notes: kept, changed, emptied, and never told to anybody."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.juries import rules
from eig.juries.models.hearings import Hearing
from eig.juries.models.notes import PrivateNote
from eig.juries.workflow.sheets import NOT_YET

STALE = "Vos notes ont été modifiées dans une autre fenêtre depuis que vous les avez ouvertes."


@transaction.atomic
def save_note(hearing: Hearing, text: str, *, version: int, by: User, at: datetime) -> PrivateNote:
    """Keep one's own notes on a hearing, at any moment; the journal says nothing of it. Done twice, changes nothing.

    Raises ``StepRefused`` for someone who does not sit, ``StaleVersion`` when the notes are no longer at the
    ``version`` that was read.
    """
    if not rules.sits(by, hearing.jury):
        raise StepRefused("Seuls les membres de ce jury prennent des notes sur cette audition.")
    mine = PrivateNote.objects.of(by).filter(hearing=hearing)
    if note := mine.filter(text=text).first():
        return note
    values = {"text": text, "saved_at": at}
    if version == NOT_YET:
        _, written = PrivateNote.objects.get_or_create(hearing=hearing, user=by, defaults=values)
    else:
        written = bool(mine.filter(version=version).update(version=F("version") + 1, **values))
    if not written:
        raise StaleVersion(STALE)
    return mine.get()
