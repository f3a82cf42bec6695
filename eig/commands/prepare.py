"""Bring the database up to date and load the demonstration."""

import contextlib
import io
import json
import os
import threading
from collections.abc import Iterator

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from eig.commands.console import Refusal, Step, say
from eig.commands.scenarios import plan
from eig.common.history import AGAIN, objection


def prepared(asked: str) -> str:
    """Migrate, set up, build the scenario asked for if it must be; returns the demonstration's accounts."""
    with Step("Django"):
        django.setup()
    refuse_another_history()
    if behind():
        with ticking("Database schema"):
            said("migrate", "--no-input")
    with Step("Groups and permissions"):
        said("setup")
    return demonstration(asked) if demo_wanted() else ""


def refuse_another_history() -> None:
    """Raise `Refusal`, with what to type, when other migrations than ours built the database."""
    said = objection(connection)
    if said:
        raise Refusal(f"{said}\n  {AGAIN}")


def behind() -> bool:
    """Whether a migration waits. Asking costs a fifth of running the command for nothing."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def demo_wanted() -> bool:
    """Whether the site is a demonstration: an instance that says DEMO=0 starts empty."""
    return os.environ.get("DEMO", "").strip().lower() in {"1", "true", "yes", "on"}


def demonstration(asked: str) -> str:
    """Build the demonstration if need be, say its age, and return its accounts as text."""
    todo, scenario = plan(asked, status())
    if todo:
        with ticking(f"Demonstration « {scenario} »"):
            said("demo", scenario, *todo.options)
    now = status()
    if not now["scenario"]:
        say("! The database holds data that no demonstration built: they stay as they are.")
    if now.get("aged"):
        say(f"! The demonstration « {now['scenario']} » dates from {now['built_on']}: its dates have passed.")
        say(f"  Rebuild it with:  ./run manage demo {now['scenario']}")
    return said("demo", "--accounts")


@contextlib.contextmanager
def ticking(title: str) -> Iterator[Step]:
    """A step whose seconds go by while one long command works."""
    over = threading.Event()

    def tick() -> None:
        while not over.wait(1):
            step.tick()

    with Step(title) as step:
        ticker = threading.Thread(target=tick, daemon=True)
        ticker.start()
        try:
            yield step
        finally:
            over.set()
            ticker.join()


def status() -> dict:
    """What demonstration the database holds: `scenario` (null when none), `built_on`, `aged`."""
    return json.loads(said("demo", "--status"))


def said(*command: str) -> str:
    """Run a management command and return what it printed."""
    output = io.StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()
