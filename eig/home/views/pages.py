"""Pages that every public service owes its readers. Facts that the code cannot know come from the settings."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

MISSING = "à compléter par l’organisme qui déploie ce service"


def _legal() -> dict[str, str]:
    return {name: fact or MISSING for name, fact in settings.LEGAL.items()}


@login_not_required
def legal_notice(request):
    """Who publishes, who hosts, under which licence."""
    return render(request, "home/legal_notice.html", {"legal": _legal()})


@login_not_required
def accessibility(request):
    """The declaration: not compliant until an audit says otherwise, and how to get help."""
    return render(request, "home/accessibility.html", {"legal": _legal()})


@login_not_required
def personal_data(request):
    """What is kept, why, how long, and one's rights."""
    return render(request, "home/personal_data.html", {"legal": _legal()})


@login_not_required
def sitemap(request):
    """Every page that one may open without being told."""
    return render(request, "home/sitemap.html")
