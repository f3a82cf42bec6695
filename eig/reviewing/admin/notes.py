"""The coordination's own notes on a file: dated, signed, and read by nobody else."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.admin import ReadOnlyInline
from eig.common.keeping.local import kept_here
from eig.reviewing.admin.pages import SubjectPages
from eig.reviewing.forms.notes import NoteForm
from eig.reviewing.models.notes import AbstractNote
from eig.reviewing.workflow.notes import add_note


class NoteInline(ReadOnlyInline):
    """The notes on a file's page, the newest first; for the coordination alone."""

    model: type[AbstractNote]
    fields = readonly_fields = ("written_at", "author", "said")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return authenticated(request).user.has_perm(self.model.COORDINATES)

    def get_queryset(self, request: HttpRequest):
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    @admin.display(description="note")
    def said(self, note: AbstractNote) -> SafeString:
        """The text of the note as HTML paragraphs, escaped."""
        return mark_safe(linebreaks(note.text, autoescape=True))  # nosec B308 B703


class NotePages(SubjectPages):
    """The page where a note is written. The admin of the files says whose ``notes``, and which rule."""

    notes: type[AbstractNote]
    can_note: Callable[..., bool]

    def note_urls(self) -> list[URLPattern]:
        """The address of that page."""
        return [self.subject_path("note", self.note_view, "note")]

    def note_buttons(self, user: Any, obj: Any) -> list[dict]:
        """A note to add."""
        return [self.subject_button("Ajouter une note", "note", obj)] if self.can_note(user, obj) else []

    def note_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """A small form; the note is then on the page of the file."""
        subject = self._allowed(request, pk, self.can_note)
        form = NoteForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            add_note(self.notes, subject, **form.cleaned_data, by=request.user, at=request.at)
            return self._done(request, subject, f"Votre note sur « {subject} » est enregistrée.")
        more = {"form": form, "keeper": kept_here(request)}
        return self._page(request, "admin/step_confirm.html", subject, "Ajouter une note", **more)
