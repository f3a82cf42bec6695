"""A juror's own notes, beside what they read."""

from typing import Any

from django.http import HttpRequest

from eig.common import quiet
from eig.juries.forms.notes import NoteForm
from eig.juries.models.hearings import Hearing
from eig.juries.models.notes import PrivateNote


def note_context(request: HttpRequest, hearing: Hearing, url: str) -> dict[str, Any]:
    """What a page needs to show someone their own notes on a hearing: one query."""
    note = PrivateNote.objects.of(request.user).filter(hearing=hearing).first()
    return {
        "note_form": NoteForm(initial={"text": note.text if note else ""}, auto_id="id_note_%s"),
        "note_keep": f"notes-{hearing.pk}-{request.user.pk}",
        "note_stamp": quiet.stamp_of(note.saved_at if note else None),
        "note_saved_at": note.saved_at if note else None,
        "note_url": url,
    }
