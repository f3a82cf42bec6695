"""The pages of the instruction: readers, advice, notes, who has the application open."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from candidates.application.models.applications import Application
from candidates.review import rules, workflow
from candidates.review.forms import ConflictDeclarationForm
from candidates.review.models.notes import InternalNote
from candidates.review.models.presence import Presence
from candidates.review.models.reading import Reading
from eig.accounts.models import User
from eig.reviewing.admin.conflicts import OwnConflictPages
from eig.reviewing.admin.notes import NoteInline, NotePages
from eig.reviewing.admin.presence import PresencePages
from eig.reviewing.admin.reading import ReadingPages


class InternalNoteInline(NoteInline):
    """The notes on an application's page."""

    model = InternalNote


class InstructionPages(ReadingPages, NotePages, PresencePages, OwnConflictPages):
    """The pages of the instruction, mixed into the admin of applications."""

    readings, notes, presences = Reading, InternalNote, Presence
    can_assign = staticmethod(rules.can_assign)
    can_note = staticmethod(rules.can_note)
    assign_reader = staticmethod(workflow.assign_reader)
    conflict_form = ConflictDeclarationForm
    set_oneself_aside = staticmethod(workflow.set_oneself_aside)

    def instruction_urls(self) -> list:
        """The addresses of these pages."""
        return [*self.reading_urls(), *self.note_urls(), *self.presence_urls(), *self.own_conflict_urls()]

    def instruction_buttons(self, user: User, obj: Application) -> list[dict]:
        """What a person may do on this application while it is instructed."""
        declare = reverse("admin:candidates_conflictofinterest_add") + f"?application={obj.pk}"
        return [
            *self.own_buttons(user, obj),
            *self.reader_buttons(user, obj),
            *self.note_buttons(user, obj),
            {"label": "Déclarer un conflit d’intérêts", "url": declare, "danger": False},
        ]

    def own_buttons(self, user: User, obj: Application) -> list[dict]:
        """What a reader may do: advise, or set themselves aside."""
        return [*self.advice_buttons(user, obj), *self.own_conflict_buttons(user, obj)]

    @admin.display(description="conflits d’intérêts")
    def conflicts_shown(self, obj: Application) -> str:
        """Who is set aside from this application, and why."""
        rows = obj.conflicts.standing().select_related("user")
        said = ((row.user, row.get_kind_display(), row.reason) for row in rows)
        return format_html_join(mark_safe("<br>"), "{} : {}. {}", said) or "–"

    def whole(self, request: Any, object_id: str) -> Application | None:
        readings = Prefetch("readings", Reading.objects.visible_to(request.user).select_related("reader"))
        rows = self.get_queryset(request).prefetch_related(readings)
        return rows.filter(pk=object_id).first() if object_id.isdecimal() else None
