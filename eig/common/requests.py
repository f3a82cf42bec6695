"""What a request carries once the middleware has seen it: for the annotations of views and admin pages."""

from datetime import datetime

from django.http import HttpRequest


class Request(HttpRequest):
    """``at`` is the instant the request came in, the only clock of its verdicts (``ClockMiddleware``)."""

    at: datetime
