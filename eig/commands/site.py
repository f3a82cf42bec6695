"""The site as `./run` keeps it up: every process of the product, from the first to the last."""

import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from eig.commands import environment, instance, ports, services, surroundings
from eig.commands.console import Refusal, Step, say, shaped
from eig.commands.instance import State
from eig.commands.places import ROOT, Places
from eig.commands.processes import Child, Interrupted, attended, ignore_signals, stop_all, wait_until


class Site:
    """A running site: the processes, in the order they were started."""

    def __init__(self, places: Places, lock: int, asked: str) -> None:
        self.places, self.lock, self.asked = places, lock, asked
        self.host = os.environ.get("HOST") or "127.0.0.1"
        self.children: list[Child] = []

    def run(self, began: float) -> int:
        """From nothing to nothing; returns the exit code."""
        try:
            self.start()
            self.present(time.monotonic() - began)
            return self.watch()
        except Interrupted:
            return 0
        except Refusal as refusal:
            say(f"✗ {refusal}")
            return 1
        finally:
            ignore_signals()
            self.stop()

    def start(self) -> None:
        """Start everything and return when the page answers."""
        self.port = ports.choose(os.environ, self.host)
        self.state = State(os.getpid(), instance.SITE)
        instance.publish(self.places, self.state)
        self.environment = environment.ensure(ROOT, environment.LOCAL)
        self.start_services()
        self.prepare()
        self.start_product()

    def start_services(self) -> None:
        """The database and the broker, which management commands may borrow from then on."""
        started = services.start(self.environment, self.places, os.environ, holding=[self.lock])
        self.children += started.children
        self.mail_port = ports.any_free()
        mail = {} if os.environ.get("EMAIL_URL") else {"EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}"}
        urls = started.urls | mail
        ours = surroundings.site(os.environ, self.places, urls=urls, host=self.host, port=self.port)
        self.environ = os.environ | ours
        self.state = replace(self.state, services_ready=True, address=ours["SITE_URL"] + "/", environ=ours)
        instance.publish(self.places, self.state)

    def prepare(self) -> None:
        """Schema, permissions and demonstration, in one process that shows its own progress."""
        accounts = str(self.places.home / "accounts.txt")
        preparing = [str(self.environment.python), "-m", "eig.commands.prepare", self.asked, accounts]
        if attended(preparing, environ=self.environ, cwd=ROOT):
            raise Refusal("The database could not be prepared: the lines above say why.")

    def start_product(self) -> None:
        """Mailbox, worker, beat and web, side by side."""
        with Step("Site, worker, beat and mailbox") as step:
            for name, arguments in self.product().items():
                self.children.append(self.child(name, arguments))
            web = self.children[-1]
            wait_until(lambda: ports.answering("127.0.0.1", self.mail_port), self.children[-4], step, seconds=60)
            wait_until(lambda: ports.answering(self.host, self.port), web, step, seconds=60)
            wait_until(lambda: page_answers(self.host, self.port), web, step, seconds=60)

    def product(self) -> dict[str, list[str]]:
        """The product's processes in the order they start, each as arguments for Python."""
        celery = ["-m", "celery", "--app", "eig.celery"]
        logs = ["--loglevel", os.environ.get("LOG_LEVEL") or "INFO"]
        schedule = ["--schedule", str(self.places.home / "beat-schedule"), "--pidfile", ""]
        return {
            "mailbox": ["manage.py", "mailbox", "--port", str(self.mail_port)],
            "worker": [
                *celery,
                "worker",
                "--without-gossip",
                "--without-mingle",
                "--concurrency",
                "2",
                *logs,
            ],
            "beat": [*celery, "beat", *schedule, *logs],
            "web": web(self.host, self.port, os.environ),
        }

    def child(self, name: str, arguments: Sequence[str]) -> Child:
        """One of the product's processes, run by the environment's Python."""
        return Child(
            name,
            [str(self.environment.python), *arguments],
            environ=self.environ,
            log=self.places.logs / f"{name}.log",
            cwd=ROOT,
            holding=[self.lock],
        )

    def present(self, seconds: float) -> None:
        """Say where the site is and how to enter it."""
        accounts = (self.places.home / "accounts.txt").read_text(encoding="utf-8").rstrip()
        say(welcome(self.state.address, accounts, self.places.logs, seconds))

    def watch(self) -> int:
        """Wait; when a process ends by itself, say so with its last words and give up."""
        while all(child.alive for child in self.children):
            time.sleep(0.3)
        for child in self.children:
            if not child.alive:
                say(f"✗ {child.name} has stopped. The end of {child.log}:\n{child.last_words()}")
        return 1

    def stop(self) -> None:
        """Stop everything, the last started first, and leave nothing behind."""
        if not self.children:
            instance.withdraw(self.places)
            return
        say()
        with Step("Stopping") as step:
            step.note = ", ".join(child.name for child in reversed(self.children))
            instance.withdraw(self.places)
            stop_all(self.children)


def web(host: str, port: int, environ: Mapping[str, str]) -> list[str]:
    """The web server: gunicorn as in production, Django's own with DEBUG=1."""
    listening = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if environ.get("DEBUG", "").strip().lower() in {"1", "true", "yes", "on"}:
        return ["manage.py", "runserver", listening]
    size = ["--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "3"]
    return ["-m", "gunicorn", "eig.wsgi:application", "--bind", listening, *size, "--no-control-socket"]


def page_answers(host: str, port: int) -> bool:
    """Whether the first page comes; raises `Refusal` when it comes as a server error."""
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
