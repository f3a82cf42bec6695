"""What a page costs, as a ratio to a bare Django view: the only speed figures this project states.

The bare view reads one row by an indexed slug and loops over 150 rows in a template of about 20 kB. Both go through
the same middleware, in the same process and the same run, without any page cache.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eig.promotions.models.programmes import Programme

Line = dict[str, str | int | float | list[str]]
ROUNDS = 30


@login_not_required
def bare(request: HttpRequest, slug: str) -> HttpResponse:
    """The yardstick that other pages are compared with: one indexed row, then 150 rows in a template."""
    programme = get_object_or_404(Programme, slug=slug)
    return render(request, "home/bare.html", {"programme": programme, "rows": range(150)})


@dataclass(frozen=True)
class Page:
    """A page to measure, as the person who reads it."""

    name: str
    client: Client
    url: str


def ratios(yardstick: Page, pages: list[Page]) -> Iterator[Line]:
    """One line a page: ``queries``, ``kb`` of the answer, ``ratio`` of the median times to the yardstick's.

    Page and yardstick are asked for by turns, so that a busy machine slows both.


    Raises ``ValueError`` when one of them does not answer 200.
    """
    _get(yardstick)
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            response = _get(page)
        # The log of queries is emptied by the next request.
        count, kb = len(queries), round(len(response.content) / 1024, 1)
        times = [(_seconds(yardstick), _seconds(page)) for _ in range(ROUNDS)]
        base, own = (median(column) for column in zip(*times, strict=True))
        yield {"page": page.name, "queries": count, "kb": kb, "ratio": round(own / base, 2)}


def _get(page: Page) -> Any:
    response = page.client.get(page.url)
    if response.status_code != 200:
        raise ValueError(f"{page.url} answers {response.status_code}")
    return response


def _seconds(page: Page) -> float:
    start = time.perf_counter()
    _get(page)
    return time.perf_counter() - start
