"""Conflicts of interest in the coordination's tool: declared, listed, examined; and a reader's own declaration."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse

from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.admin import PlainPages
from eig.common.attempts import attempt
from eig.common.keeping.local import kept_here
from eig.reviewing.admin.pages import SubjectPages
from eig.reviewing.forms.conflicts import DeclarationForm
from eig.reviewing.models.conflicts import AbstractConflict
from eig.reviewing.rules.reading import own_reading

ONESELF = "Signaler un conflit d’intérêts"
CLOSES = "Ce dossier se ferme pour vous dès maintenant : vous ne le lirez pas. La coordination est prévenue aussitôt."


class ConflictsAdmin(PlainPages, admin.ModelAdmin):
    """The list of conflicts: declared here by the verb of the app, never changed nor deleted."""

    declare_conflict: Callable[..., AbstractConflict]
    list_filter: ClassVar[Any] = ["stands", "kind"]
    show_full_result_count = False
    ordering = ["-declared_at"]

    def has_change_permission(self, request: HttpRequest, obj: AbstractConflict | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AbstractConflict | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        request = authenticated(request)
        given = {"kind": obj.kind, "reason": obj.reason}
        saved = self.declare_conflict(obj.subject, obj.user, **given, by=request.user, at=request.at)
        obj.pk = saved.pk


class OwnConflictPages(SubjectPages):
    """Mixed into the admin of the files: a reader sets themselves aside from a file that they were given."""

    conflict_form: type[DeclarationForm]
    set_oneself_aside: Callable[..., None]

    def own_conflict_urls(self) -> list[URLPattern]:
        """The address of that page."""
        return [self.subject_path("conflit", self.own_conflict_view, "conflict")]

    def own_conflict_buttons(self, user: Any, obj: Any) -> list[dict]:
        """For whoever reads the file."""
        return [self.subject_button(ONESELF, "conflict", obj)] if own_reading(user, obj) else []

    def own_conflict_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Say what links oneself to the file, which closes at once."""
        subject = get_object_or_404(self.get_queryset(request), pk=pk)
        if not own_reading(request.user, subject):
            raise PermissionDenied
        form = self.conflict_form(request.POST or None)
        if request.method == "POST" and form.is_valid():
            with attempt(form):
                self.set_oneself_aside(subject, **form.cleaned_data, by=request.user, at=request.at)
                messages.success(request, "C’est noté : ce dossier est fermé pour vous, la coordination est prévenue.")
                return HttpResponseRedirect(reverse(f"admin:{self._named('changelist')}"))
        more = {"form": form, "explanation": CLOSES, "danger": True, "keeper": kept_here(request)}
        return self._page(request, "admin/step_confirm.html", subject, ONESELF, **more)
