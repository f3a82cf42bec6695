"""The pages of the instruction: readers, advice, notes, who has the application open."""

from typing import Any

from django.db.models import Prefetch

from candidates.application.models import Application
from candidates.review import rules, workflow
from candidates.review.models.notes import InternalNote
from candidates.review.models.presence import Presence
from candidates.review.models.reading import Reading
from eig.accounts.models import User
from eig.reviewing.admin.notes import NoteInline, NotePages
from eig.reviewing.admin.presence import PresencePages
from eig.reviewing.admin.reading import ReadingPages


class InternalNoteInline(NoteInline):
    """The notes on an application's page."""

    model = InternalNote


class InstructionPages(ReadingPages, NotePages, PresencePages):
    """The pages of the instruction, mixed into the admin of applications."""

    readings, notes, presences = Reading, InternalNote, Presence
    can_assign = staticmethod(rules.can_assign)
    can_note = staticmethod(rules.can_note)
    assign_reader = staticmethod(workflow.assign_reader)

    def instruction_urls(self) -> list:
        """The addresses of these pages."""
        return [*self.reading_urls(), *self.note_urls(), *self.presence_urls()]

    def instruction_buttons(self, user: User, obj: Application) -> list[dict]:
        """What a person may do on this application while it is instructed."""
        return [*self.advice_buttons(user, obj), *self.reader_buttons(user, obj), *self.note_buttons(user, obj)]

    def whole(self, request: Any, object_id: str) -> Application | None:
        readings = Prefetch("readings", Reading.objects.visible_to(request.user).select_related("reader"))
        rows = self.get_queryset(request).prefetch_related(readings)
        return rows.filter(pk=object_id).first() if object_id.isdecimal() else None
