"""Bring the database up to date and load the demonstration."""

import io
import json
import os

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from eig.commands.console import Step, say
from eig.commands.scenarios import plan


def prepared(asked: str) -> str:
    """Migrate, set up, build the scenario asked for if it must be; returns the demonstration's accounts."""
    with Step("Django"):
        django.setup()
    if behind():
        with Step("Database schema"):
            said("migrate", "--no-input")
    with Step("Groups and permissions"):
        said("setup")
    return demonstration(asked) if demo_wanted() else ""


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
        with Step(f"Demonstration « {scenario} »") as step:
            call_command("demo", scenario, *todo.options, stdout=Progress(step))
    now = status()
    if now.get("aged"):
        say(f"! The demonstration « {now['scenario']} » dates from {now['built_on']}: its dates have passed.")
        say(f"  Rebuild it with:  ./run manage demo {now['scenario']}")
    return said("demo", "--accounts")


class Progress(io.StringIO):
    """A command's output, whose last line is shown as it comes."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step

    def write(self, text: str) -> int:
        """Show the line; nothing is kept."""
        self.step.note = text.strip() or self.step.note
        self.step.tick()
        return len(text)


def status() -> dict:
    """What demonstration the database holds: `scenario` (null when none), `built_on`, `aged`."""
    return json.loads(said("demo", "--status"))


def said(*command: str) -> str:
    """Run a management command and return what it printed."""
    output = io.StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()
