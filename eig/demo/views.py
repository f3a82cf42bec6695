"""What a demonstration sent: anyone who can open it may read it, and it exists nowhere else."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from eig.demo import mailbox as box

PER_PAGE = 30
SANDBOX = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)


def demonstration_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page open to all, and absent from any site that is not a demonstration with a mailbox."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not (settings.DEMO and settings.MAILBOX_DIR):
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(never_cache(guarded))


@demonstration_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """The letters, newest first, by recipient if one wants."""
    wanted = request.GET.get("a", "")
    page = Paginator(box.received(wanted), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mailbox.html", {"page": page, "wanted": wanted})


@csp_update({"frame-src": [SELF]})
@demonstration_only
def mailbox_letter(request: HttpRequest, key: str) -> HttpResponse:
    """One letter: its text, and its HTML in a frame that can do nothing."""
    return render(request, "demo/mailbox_letter.html", {"letter": _found(key)})


@xframe_options_sameorigin
@demonstration_only
def mailbox_html(request: HttpRequest, key: str) -> FileResponse:
    """The HTML of a letter as a mail reader would show it: no script, no form, no network."""
    page = _found(key).html.replace("<head>", '<head><base target="_blank">', 1)
    response = FileResponse(BytesIO(page.encode()), content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _found(key: str) -> box.Received:
    letter = box.letter(key)
    if letter is None:
        raise Http404
    return letter
