"""What the pages about one file share, in the coordination's tool."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from eig.common.admin import StepAdminPart


class SubjectPages(StepAdminPart):
    """Mixed into the admin of the files: to fetch one for an act, to show its page, to come back."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        # The page asks for its object several times: the file is read once.
        known = request.__dict__.setdefault("known_subjects", {})
        if object_id not in known:
            known[object_id] = self.whole(request, object_id)
        return known[object_id]

    def whole(self, request: HttpRequest, object_id: str) -> Any:
        """The file with all that its page shows; ``None`` when this person does not open it."""
        return super().get_object(request, object_id)

    def subject_path(self, slug: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        """The address of a page about one file."""
        return path(f"<int:pk>/{slug}/", self.admin_site.admin_view(view), name=self._named(name))

    def subject_button(self, label: str, name: str, obj: Any) -> dict:
        """A button that leads to such a page."""
        return {"label": label, "url": reverse(f"admin:{self._named(name)}", args=[obj.pk]), "danger": False}

    def _named(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _allowed(self, request: HttpRequest, pk: int, rule: Callable[..., bool]) -> Any:
        subject = get_object_or_404(self.get_queryset(request), pk=pk)
        if not (self.has_change_permission(request, subject) and rule(request.user, subject)):
            raise PermissionDenied
        return subject

    def _page(self, request: HttpRequest, template: str, subject: Any, label: str, **more: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": subject,
            "title": f"{label} : {subject}",
            "label": label,
            "explanation": "",
            "danger": False,
            "back": self._change_url(subject),
            **more,
        }
        return TemplateResponse(request, template, context)

    def _done(self, request: HttpRequest, subject: Any, sentence: str) -> HttpResponse:
        messages.success(request, sentence)
        return HttpResponseRedirect(self._change_url(subject))
