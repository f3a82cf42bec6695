"""For supervisors, not for people."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eig.common.requests import Request
from eig.home.health import check


@require_safe
@never_cache
@login_not_required
def ready(request: Request) -> JsonResponse:
    """200 when the site can do its work, 503 otherwise; the body says what is missing."""
    health = check(request.at)
    return JsonResponse(health.as_dict(), status=200 if health.ok else 503)


@require_safe
@never_cache
@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers, whatever happens around it."""
    return JsonResponse({"live": True})
