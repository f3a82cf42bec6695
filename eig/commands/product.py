"""The product's processes on a developer's machine: web, worker, beat and mailbox.

`python -m eig.commands.product REQUEST` loads Django once, brings the database up to date, then forks one process
per role. Each runs the command line that production would run, on modules that are loaded already: four times
two seconds less at every start.
"""

import multiprocessing
import os
import runpy
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from django.core.management import CommandError
from django.db import connections

from eig.commands import ports, surroundings
from eig.commands.console import Refusal, Step, say, shaped
from eig.commands.places import ROOT
from eig.commands.prepare import prepared
from eig.commands.processes import (
    Interrupted,
    end,
    ending_with_parent,
    ignore_signals,
    last_words,
    stop_all,
    stop_on_signals,
    wait_until,
    watch,
)
from eig.commands.request import Request

FORK = multiprocessing.get_context("fork")


class Forked:
    """A process of the product, forked from this one and talking to a log of its own."""

    def __init__(self, name: str, arguments: list[str], logs: Path) -> None:
        log = logs / f"{name}.log"
        self.name, self.log = name, cast("Path | None", log)
        self.process = FORK.Process(target=become, args=(arguments, log, ending_with_parent(signal.SIGTERM)))
        self.process.start()

    @property
    def pid(self) -> int:
        """Its number, which is also that of its session."""
        return self.process.pid or 0

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.is_alive()

    def wait(self, seconds: float) -> None:
        """Come back when it has ended, or after that many seconds."""
        self.process.join(seconds)

    def stop(self) -> None:
        """Ask, wait, then insist; nothing of its session survives."""
        end(self)


def become(arguments: list[str], log: Path, bind: Callable[[], None]) -> None:
    """In the new process: leave the terminal, then be what `python -m arguments` would be."""
    os.setsid()
    bind()
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for descriptor, source in ((0, os.open(os.devnull, os.O_RDONLY)), (1, output), (2, output)):
        os.dup2(source, descriptor)
    if "runserver" in arguments:
        os.execv(sys.executable, [sys.executable, *arguments])  # it starts itself again when the code changes
    sys.argv = arguments
    if arguments[0].endswith(".py"):
        runpy.run_path(arguments[0], run_name="__main__")
    else:
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


def commands(request: Request, environ: Mapping[str, str]) -> dict[str, list[str]]:
    """The command lines of the product's processes, in the order they start."""
    celery = ["celery", "--app", "eig.celery"]
    logs = ["--loglevel", environ.get("LOG_LEVEL") or "INFO"]
    schedule = ["--schedule", str(Path(request.home) / "beat-schedule"), "--pidfile", ""]
    return {
        "mailbox": ["manage.py", "mailbox", "--port", str(request.mail_port)],
        "worker": [*celery, "worker", "--without-gossip", "--without-mingle", "--concurrency", "2", *logs],
        "beat": [*celery, "beat", *schedule, *logs],
        "web": web(request.host, request.port, environ),
    }


def web(host: str, port: int, environ: Mapping[str, str]) -> list[str]:
    """The web server: gunicorn as in production, Django's own with DEBUG=1."""
    listening = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if environ.get("DEBUG", "").strip().lower() in {"1", "true", "yes", "on"}:
        return ["manage.py", "runserver", listening]
    size = ["--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "3"]
    return ["gunicorn", "eig.wsgi:application", "--bind", listening, *size, "--no-control-socket"]


def page_answers(host: str, port: int) -> bool:
    """Whether the first page answers; raises `Refusal` when it answers a server error."""
    local = "127.0.0.1" if host in surroundings.EVERYWHERE else host
    address = f"http://[{local}]:{port}/" if ":" in local else f"http://{local}:{port}/"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=20):
            return True
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise Refusal(f"The first page fails with code {error.code}: read web.log.") from error
        return True
    except OSError:
        return False


def welcome(address: str, accounts: str, logs: Path, seconds: float) -> str:
    """What the person reads once the site is up."""
    lines = [
        "",
        f"Ready in {shaped(seconds)}.",
        "",
        f"  The site       {address}",
        f"  Its letters    {address}courriels/   (nothing leaves this machine)",
        f"  Its logs       {logs}",
        "",
    ]
    if accounts:
        lines += [
            f"To sign in: type one of these addresses at {address}compte/connexion/, ask for a code,",
            "and read the code in the letters.",
            "",
            *(f"  {line}" for line in accounts.splitlines()),
            "",
        ]
    return "\n".join([*lines, "Ctrl-C stops everything."])


def serve(request: Request) -> None:
    """Prepare the data, start the processes, show the way, and watch until one of them ends or someone asks."""
    accounts = prepared(request.scenario)
    connections.close_all()
    processes: list[Forked] = []
    try:
        start(request, processes)
        say(welcome(request.address, accounts, Path(request.home) / "logs", time.monotonic() - request.began))
        stopped = watch(processes)
        say(f"✗ {stopped.name} has stopped.{last_words(stopped)}")
    finally:
        ignore_signals()
        stop_all(processes)


def start(request: Request, processes: list[Forked]) -> None:
    """Start the processes side by side and return when the first page answers."""
    with Step("Site, worker, beat and mailbox") as step:
        for name, arguments in commands(request, os.environ).items():
            processes.append(Forked(name, arguments, Path(request.home) / "logs"))
        mailbox, site = processes[0], processes[-1]
        wait_until(lambda: ports.answering("127.0.0.1", request.mail_port), mailbox, step, seconds=60)
        wait_until(lambda: page_answers(request.host, request.port), site, step, seconds=60)


def main(request: Request) -> int:
    """Run the product; returns the exit code."""
    stop_on_signals()
    os.chdir(ROOT)
    try:
        serve(request)
    except Interrupted:
        return 0
    except (Refusal, CommandError) as refusal:
        say(f"✗ {refusal}")
    return 1


if __name__ == "__main__":
    sys.exit(main(Request.from_text(sys.argv[1])))
