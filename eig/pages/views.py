"""Editorial pages, for everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from eig.pages.models import Page
from eig.pages.reading import shown


@require_safe
@login_not_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One published page: one query."""
    found = get_object_or_404(Page.objects.published().standing_alone(), slug=slug)
    return render(request, "pages/page.html", shown(found, found.current))
