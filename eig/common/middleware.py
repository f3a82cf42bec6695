"""What every request carries from its entry on."""

from eig.common import clock


class ClockMiddleware:
    """Sample the clock once, as early as possible: the verdict on a deadline follows that sample."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.at = clock.now()
        return self.get_response(request)
