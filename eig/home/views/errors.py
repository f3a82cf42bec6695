"""Refusals that Django answers before any page is asked: they read the site, and nothing of the person."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from eig.common.context import site


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page is too old, or comes from elsewhere; ``reason`` is for developers."""
    return _refused(request, "403_csrf.html", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that makes no sense."""
    return _refused(request, "400.html", 400)


def _refused(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template, {**site(request), "request": request}), status=status)
