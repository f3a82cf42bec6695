"""A rush: each request enters at an instant of its own, then all of them are handled together."""

import html
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from threading import Event, Semaphore
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test import Client, RequestFactory, override_settings

from eig.common import clock
from tests.journeys.person import Form, forms_of

SEATS = Semaphore(32)
"""As many requests are handled at the same instant, each on a connection of its own: PostgreSQL has a hundred."""
PATIENCE = 300
WAITS = "tests.rush"


@dataclass
class Answer:
    """What somebody sees in the end: the status of each answer, the last address and its text."""

    statuses: list[int]
    where: str
    text: str


@dataclass
class Press:
    """A form of a page sent by somebody, with ``typed`` over what the page showed, in a request that enters ``at``."""

    browser: Client
    page: str
    at: datetime
    typed: dict[str, str] = field(default_factory=dict)
    entered: Event = field(default_factory=Event)
    turn: Event = field(default_factory=Event)
    form: Form = field(init=False)
    answer: Answer = field(init=False)

    def open(self) -> None:
        """Read the page, as somebody does before the rush."""
        found = self.browser.get(self.page)
        assert found.status_code == 200, f"{self.page}: {found.status_code}"
        posts = [form for form in forms_of(found.content.decode()) if form.method == "post" and not form.action]
        self.form = max(posts, key=lambda form: len(form.names))

    def play(self, site: WSGIHandler) -> None:
        """Send the form and follow where it leads, with the cookies of this browser."""
        maker = RequestFactory()
        maker.cookies.update(self.browser.cookies)
        request = maker.post(self.page, {**self.form.values, **self.typed})
        self.answer = _ask(site, maker, {**request.environ, WAITS: self.wait})

    def wait(self) -> None:
        """Say that the request has entered, and let it be handled in its turn."""
        self.entered.set()
        assert self.turn.wait(PATIENCE), f"{self.page} is never handled"


def held(get_response):
    """The middleware right behind the product's clock: what has entered waits for its turn, then for a seat."""

    def hold(request):
        if wait := request.META.get(WAITS):
            wait()
        with SEATS:
            return get_response(request)

    return hold


def rush(groups: Sequence[Sequence[Press]], *, after: datetime) -> float:
    """Let each request enter at its instant, then handle all of them at once with the clock at ``after``.

    Their turns come by group, in any order: the last to enter may well be the first. Returns the seconds until the
    last answer.
    """
    presses, site = sorted(chain(*groups), key=lambda press: press.at), _site()
    with ThreadPoolExecutor(len(presses)) as pool, clock.moved_to(after):
        playing = [_enter(press, site, pool) for press in presses]
        began = time.monotonic()
        for group in random.sample(groups, len(groups)):
            for press in random.sample(group, len(group)):
                press.turn.set()
        for act in playing:
            act.result(PATIENCE)
        return time.monotonic() - began


@contextmanager
def again_and_again(act: Callable[..., bool], *instants: datetime) -> Iterator[None]:
    """Meanwhile, an act at each of these instants, each in its own thread, over and over; some must have been done."""
    over = Event()

    def repeat(at: datetime) -> int:
        done = 0
        try:
            while not over.is_set():
                done += act(at)
                over.wait(0.1)
        finally:
            connections.close_all()
        return done

    with ThreadPoolExecutor(len(instants)) as pool:
        repeating = [pool.submit(repeat, at) for at in instants]
        try:
            yield
        finally:
            over.set()
        assert sum(act.result(PATIENCE) for act in repeating)


def _site() -> WSGIHandler:
    """The whole site as a server calls it, with those who wait behind its clock."""
    first, *others = settings.MIDDLEWARE
    assert first == "eig.common.middleware.ClockMiddleware"
    with override_settings(MIDDLEWARE=[first, f"{__name__}.held", *others]):
        return WSGIHandler()


def _enter(press: Press, site: WSGIHandler, pool: ThreadPoolExecutor) -> Future:
    """Begin a request, and wait until the site has read the clock for it."""
    with clock.moved_to(press.at):
        playing = pool.submit(press.play, site)
        assert press.entered.wait(PATIENCE), f"{press.page} never entered"
    return playing


def _ask(site: WSGIHandler, maker: RequestFactory, environ: dict[str, Any]) -> Answer:
    """The answer of the site, then of the page that it leads to."""
    response = site(environ, lambda *told: None)
    try:
        text = b"".join(response).decode()
    finally:
        response.close()
    maker.cookies.update(response.cookies)
    if location := response.headers.get("Location"):
        after = _ask(site, maker, maker.get(location).environ)
        return Answer([response.status_code, *after.statuses], after.where, after.text)
    return Answer([response.status_code], environ["PATH_INFO"], html.unescape(text))
