"""The coordination's own notes on a file: dated, signed, and read by nobody else."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.review.forms.notes import NoteForm
from challenges.review.models.notes import InternalNote
from challenges.review.rules.instruction import can_note
from challenges.review.workflow import notes
from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.admin import ReadOnlyInline, StepAdminPart
from eig.common.keeping.local import kept_here


class NoteInline(ReadOnlyInline):
    """The notes on a challenge's page, the newest first; for the coordination alone."""

    model = InternalNote
    fields = readonly_fields = ("written_at", "author", "said")

    def has_view_permission(self, request: HttpRequest, obj: Challenge | None = None) -> bool:
        return can_coordinate(authenticated(request).user)

    def get_queryset(self, request: HttpRequest):
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    @admin.display(description="note")
    def said(self, note: InternalNote) -> SafeString:
        """The text of the note as HTML paragraphs, escaped."""
        return mark_safe(linebreaks(note.text, autoescape=True))  # nosec B308 B703


class NotePages(StepAdminPart):
    """The page where a note is written, mixed into the admin of challenges."""

    # Given by the admin that it is mixed into.
    _allowed: Callable[..., Challenge]
    _done: Callable[..., HttpResponse]
    _page: Callable[..., HttpResponse]

    def note_urls(self) -> list:
        """The address of that page."""
        wrap = self.admin_site.admin_view
        return [path("<int:pk>/note/", wrap(self.note_view), name="challenges_challenge_note")]

    def note_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """A small form; the note is then on the page of the file."""
        challenge = self._allowed(request, pk, can_note)
        form = NoteForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            notes.add_note(challenge, **form.cleaned_data, by=request.user, at=request.at)
            return self._done(request, challenge, f"Votre note sur « {challenge} » est enregistrée.")
        more = {"form": form, "keeper": kept_here(request)}
        return self._page(request, "admin/step_confirm.html", challenge, "Ajouter une note", **more)
