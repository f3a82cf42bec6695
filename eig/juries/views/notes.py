"""A juror's own notes, beside what they read."""

from typing import Any

from eig.accounts.requests import AuthenticatedRequest
from eig.common.keeping.answers import alone
from eig.common.keeping.views import State, saved_at, shown_by
from eig.juries.forms.notes import NoteForm
from eig.juries.models.hearings import Hearing
from eig.juries.models.notes import PrivateNote


def own_note(request: AuthenticatedRequest, hearing: Hearing) -> PrivateNote | None:
    """The notes of the person who asks, and of nobody else: one query."""
    return PrivateNote.objects.of(request.user).filter(hearing=hearing).first()


def note_form(note: PrivateNote | None, **options: Any) -> NoteForm:
    """The form of the notes as they are stored, empty when there are none."""
    return NoteForm(initial={"text": note.text if note else ""}, **options)


def note_state(request: AuthenticatedRequest, note: PrivateNote | None) -> State:
    """When the notes were last saved, in words."""
    return State(saved_at(note.saved_at, request.at) if note else "Rien n’est encore enregistré")


def note_context(request: AuthenticatedRequest, hearing: Hearing, url: str) -> dict[str, Any]:
    """What a page needs to show someone their own notes on a hearing: one query."""
    note = own_note(request, hearing)
    form = note_form(note, auto_id="id_note_%s")
    keeper = shown_by(alone(form).marks, note_state(request, note), request.user)
    return {"note_form": form, "note_keeper": keeper, "note_url": url}
