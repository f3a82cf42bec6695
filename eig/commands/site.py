"""The site as `./run` keeps it up: the services, and the product on top of them."""

import os
from dataclasses import replace

from eig.commands import environment, instance, ports, services, surroundings
from eig.commands.console import Refusal, Step, say
from eig.commands.instance import State
from eig.commands.places import ROOT, Places
from eig.commands.processes import Child, Interrupted, Running, ignore_signals, last_words, stop_all, watch
from eig.commands.request import Request

NAMES = {"product": "web, beat, worker, mailbox"}
"""What stands behind the product's own process, in the order it stops them."""


class Site:
    """A running site: the processes, in the order they were started."""

    def __init__(self, places: Places, lock: int, asked: str, began: float) -> None:
        self.places, self.lock, self.asked, self.began = places, lock, asked, began
        self.host = os.environ.get("HOST") or "127.0.0.1"
        self.processes: list[Running] = []

    def run(self) -> int:
        """Start everything, wait until something stops or someone asks, stop everything; returns the exit code."""
        try:
            self.start()
            stopped = watch(self.processes)
            say(f"✗ {stopped.name} has stopped.{last_words(stopped)}")
        except Interrupted:
            return 0
        except Refusal as refusal:
            say(f"✗ {refusal}")
        finally:
            ignore_signals()
            self.stop()
        return 1

    def start(self) -> None:
        """Start the services, which management commands may borrow from then on, and the product."""
        port = ports.choose(os.environ, self.host)
        state = State(os.getpid(), instance.SITE)
        instance.publish(self.places, state)
        made = environment.ensure(ROOT, environment.LOCAL)
        started = services.start(made, self.places, os.environ, holding=[self.lock])
        self.processes += started.children
        mail_port = ports.any_free()
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{mail_port}"}
        ours = surroundings.site(os.environ, self.places, urls=started.urls | mail, host=self.host, port=port)
        address = ours["SITE_URL"] + "/"
        instance.publish(self.places, replace(state, services_ready=True, address=address, environ=ours))
        request = Request(self.asked, self.host, port, mail_port, address, str(self.places.home), self.began)
        self.processes.append(self.product(str(made.python), request, ours))

    def product(self, python: str, request: Request, ours: dict[str, str]) -> Child:
        """The process that starts the product's own; it speaks to the terminal by itself."""
        return Child(
            "product",
            [python, "-m", "eig.commands.product", request.as_text()],
            environ=os.environ | ours,
            cwd=ROOT,
            patience=40,
            holding=[self.lock],
        )

    def stop(self) -> None:
        """Stop everything, the last started first, and leave nothing behind."""
        instance.withdraw(self.places)
        if not self.processes:
            return
        say()
        with Step("Stopping") as step:
            step.note = ", ".join(NAMES.get(process.name, process.name) for process in reversed(self.processes))
            stop_all(self.processes)
