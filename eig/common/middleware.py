"""Middleware that gives each request its instant, and cleans the texts that it carries."""

import logging

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.views.defaults import bad_request

from eig.common import clock
from eig.common.text import clean

logger = logging.getLogger(__name__)


class ClockMiddleware:
    """Sample the clock once, as early as possible: the verdict on a deadline follows that sample."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.at = clock.now()
        return self.get_response(request)


class CleanMiddleware:
    """Let in nothing that is not seen: what is typed and asked is kept clean (``eig.common.text.clean``).

    An address that names something in such characters names nothing: 404. Stands before whatever reads a cookie.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: clean(value) for name, value in request.COOKIES.items()}
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponse | None:
        if any(clean(value) != value for value in view_kwargs.values() if isinstance(value, str)):
            raise Http404
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]  # Django gives away neither, and asks for both
        try:
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]  # Django gives away neither, asks for both
        except UnreadablePostError as error:
            return bad_request(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 400 to a value that no column holds (``DataError``), and log an error: a form let it through."""
        if not isinstance(error, DataError):
            return None
        logger.error("the database refused a value", exc_info=error)
        return bad_request(request, error)


def _cleaned(given: QueryDict) -> QueryDict:
    values = {clean(name): [clean(text) for text in given.getlist(name)] for name in given}
    if values == dict(given.lists()):
        return given
    kept = QueryDict(mutable=True, encoding=given.encoding)
    for name, texts in values.items():
        kept.setlist(name, texts)
    kept._mutable = False
    return kept
