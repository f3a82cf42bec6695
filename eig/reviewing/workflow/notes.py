"""What the coordination writes for itself about a file."""

from datetime import datetime
from typing import Any

from django.db import transaction

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.reviewing.models.notes import AbstractNote


@transaction.atomic
def add_note(notes: type[AbstractNote], subject: Any, *, text: str, by: User, at: datetime) -> AbstractNote:
    """Add a note under one's name, at any status. Sent twice in a row, it is written once.

    Raises ``StepRefused`` for an empty one.
    """
    if not (text := text.strip()):
        raise StepRefused("Écrivez la note.")
    notes.subjects().select_for_update(no_key=True, of=("self",)).get(pk=subject.pk)
    last = notes.objects.filter(**{notes.SUBJECT: subject}).first()
    if last and (last.author_id, last.text) == (by.pk, text):
        return last
    return notes.objects.create(**{notes.SUBJECT: subject}, author=by, text=text, written_at=at)
