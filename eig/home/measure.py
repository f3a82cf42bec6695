"""What a page costs, as a ratio to a bare Django view: the only speed figures this project states.

The bare view reads one row by an indexed slug and loops over 150 rows in a template of about 20 kB. Both go through
the same middleware, in the same process and the same run, without any page cache.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eig.promotions.models import Programme

Line = dict[str, str | int | float]
ROUNDS = 30


@login_not_required
def bare(request: HttpRequest, slug: str) -> HttpResponse:
    """The yardstick."""
    programme = get_object_or_404(Programme, slug=slug)
    return render(request, "home/bare.html", {"programme": programme, "rows": range(150)})


@dataclass(frozen=True)
class Page:
    """A page to measure, as the person who reads it."""

    name: str
    client: Client
    url: str


@dataclass(frozen=True)
class Cost:
    """Queries, kilobytes and median seconds of one page."""

    queries: int
    kb: float
    seconds: float


def cost(page: Page) -> Cost:
    """Measure one page.

    Raises ``ValueError`` when it does not answer 200.
    """
    with CaptureQueriesContext(connection) as queries:
        response = _get(page)
    return Cost(len(queries), round(len(response.content) / 1024, 1), median(_seconds(lambda: _get(page))))


def ratios(yardstick: Page, pages: list[Page]) -> Iterator[Line]:
    """One line a page; the yardstick is measured anew beside each, so that a busy machine slows both."""
    for page in pages:
        base, own = cost(yardstick), cost(page)
        ratio = round(own.seconds / base.seconds, 2)
        yield {"page": page.name, "queries": own.queries, "kb": own.kb, "ratio": ratio}


def _get(page: Page) -> HttpResponse:
    response = page.client.get(page.url)
    if response.status_code != 200:
        raise ValueError(f"{page.url} answers {response.status_code}")
    return response


def _seconds(call: Callable[[], object]) -> Iterator[float]:
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        yield time.perf_counter() - start
