"""Two people on one file see each other."""

from typing import Any

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, reverse

from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.reviewing.admin.pages import SubjectPages
from eig.reviewing.models.presence import AbstractPresence
from eig.reviewing.workflow.presence import be_present


class PresencePages(SubjectPages):
    """Mixed into the admin of the files, which says whose ``presences``: the page of a file says who else has it open.

    Outside readers neither see nor are seen.
    """

    presences: type[AbstractPresence]

    def presence_urls(self) -> list[URLPattern]:
        """The address that each open page tells that it is still there."""
        return [self.subject_path("presence", self.presence_view, "presence")]

    def presence_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Say that I have this file open; answer who else does, in words."""
        subject = get_object_or_404(self.get_queryset(request), pk=pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return render(request, "admin/reviewing/presence.html", {"others": self._others(request, subject)})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        shown: dict[str, Any] = {}
        if obj and self.has_change_permission(request, obj):
            here = reverse(f"admin:{self._named('presence')}", args=[obj.pk])
            shown = {"others": self._others(authenticated(request), obj), "presence": here}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    def _others(self, request: AuthenticatedRequest, subject: Any) -> list[AbstractPresence]:
        if not self.has_change_permission(request, subject):
            return []
        return be_present(self.presences, subject, by=request.user, at=request.at)
