"""Real processes of the product around a test: they see the test's own database."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.architecture.tree import ROOT


def database_url() -> str:
    """The address of the test database, for another process."""
    own = connection.settings_dict
    host = own["OPTIONS"].get("host") or own["HOST"] or "localhost"
    login = quote(own["USER"] or "") + (":" + quote(own["PASSWORD"]) if own["PASSWORD"] else "")
    if host.startswith("/"):
        return f"postgres://{login}@/{own['NAME']}?host={host}"
    return f"postgres://{login}@{host}:{own['PORT'] or 5432}/{own['NAME']}"


def environment(**more: str) -> dict[str, str]:
    """The variables of a process of the product that shares the test's database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "eig.settings.development",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": database_url(),
        "REDIS_URL": os.environ.get("REDIS_URL", "redis://localhost:6379/0"),
        "FILES_ROOT": settings.FILES_ROOT,
        "CELERY_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE,
        "LOG_LEVEL": "INFO",
        **more,
    }


@contextmanager
def process(*command: str, log=subprocess.DEVNULL, **variables: str):
    """Run a command of the product in its own session; whatever is left of it is killed at the end."""
    child = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(**variables),
        start_new_session=True,
        stdout=log,
        stderr=log,
    )
    try:
        yield child
    finally:
        kill(child)


def kill(child: subprocess.Popen) -> None:
    """``kill -9`` of a process and all its children."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds: float = 30, pause: float = 0.05):
    """Wait for a condition to hold and return what it returned.

    Raises ``AssertionError`` when it does not in time.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(pause)
    raise AssertionError(f"still waiting after {seconds} s for {condition}")
