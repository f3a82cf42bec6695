"""Pages that every public service owes its readers. Facts that the code cannot know come from the settings."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candidates.application.personal import AGREED
from eig.pages.models import Page
from eig.pages.reading import complement

MISSING = "à compléter par l’organisme qui déploie ce service"


def legal() -> dict[str, str]:
    """The facts of ``settings.LEGAL``, ``MISSING`` in place of those that nobody gave."""
    return {name: fact or MISSING for name, fact in settings.LEGAL.items()}


def _page(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    """A page of the site, with what the coordination adds to it: one query."""
    added = complement(request.path.strip("/"))
    return render(request, template, {"legal": legal(), "text": added, **context})


@login_not_required
def legal_notice(request: HttpRequest) -> HttpResponse:
    """The legal notice: who publishes the site, who hosts it, under which licence."""
    return _page(request, "home/legal_notice.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The declaration of accessibility: not compliant until an audit says otherwise, and how to get help."""
    return _page(request, "home/accessibility.html")


@login_not_required
def personal_data(request: HttpRequest) -> HttpResponse:
    """The page on personal data: what is kept, why, how long, and a person's rights."""
    return _page(request, "home/personal_data.html", consent=AGREED)


@login_not_required
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that one may open without being told: two queries."""
    return _page(request, "home/sitemap.html", pages=Page.objects.published().standing_alone())
