"""What search engines read before anything else: where they may go, and every public address."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from challenges.catalogue.models.catalogue import public
from eig.common.clock import today
from eig.notifications.letters import absolute
from eig.pages.models import Page
from eig.promotions.models.programmes import Promotion

PRIVATE = ("/admin/", "/candidature/", "/compte/", "/courriels/", "/jury/", "/porteur/", "/suivi/")
FIXED = (
    "home",
    "challenges:catalogue",
    "challenges:promotions",
    "challenges:open_data",
    "accessibility",
    "legal_notice",
)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """``robots.txt``: search engines may read everything but the personal spaces; no query."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in PRIVATE),
        f"Sitemap: {absolute(reverse('sitemap_xml'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """Every public address, with the day of its publication for a challenge: three queries."""
    challenges = public().latest_first().values_list("slug", "published_at")
    promotions = Promotion.objects.public().values_list("slug", flat=True)
    rows = [
        *((absolute(reverse(name)), "") for name in FIXED),
        *((absolute(reverse("page", args=[page.slug])), "") for page in Page.objects.published().standing_alone()),
        *((absolute(reverse("challenges:promotion", args=[slug])), "") for slug in promotions),
        *((absolute(reverse("challenges:detail", args=[slug])), today(at).isoformat()) for slug, at in challenges),
    ]
    return render(request, "home/sitemap.xml", {"rows": rows}, content_type="application/xml; charset=utf-8")
