"""Bring the database up to date and load the demonstration.

One process for what would be five commands: starting Django costs a second each time.
`python -m eig.commands.prepare SCENARIO FILE`: the scenario asked for (empty: whatever is there), and the
file that receives the demonstration's accounts.
"""

import io
import json
import os
import sys
from pathlib import Path

import django
from django.core.management import CommandError, call_command

from eig.commands.console import Step, say
from eig.commands.scenarios import plan


def main(asked: str, accounts: Path) -> int:
    """Migrate, set up, build what must be; returns an exit code."""
    with Step("Database schema"):
        django.setup()
        said("migrate", "--no-input")
    with Step("Groups and permissions"):
        said("setup")
    accounts.write_text(demonstration(asked) if demo_wanted() else "", encoding="utf-8")
    return 0


def demo_wanted() -> bool:
    """Whether the site is a demonstration: an instance that says DEMO=0 starts empty."""
    return os.environ.get("DEMO", "").strip().lower() in {"1", "true", "yes", "on"}


def demonstration(asked: str) -> str:
    """Build the demonstration if need be, say its age, and return its accounts as text."""
    todo, scenario = plan(asked, status())
    if todo:
        with Step(f"Demonstration « {scenario} »"):
            said("demo", scenario, *todo.options)
    now = status()
    if now.get("aged"):
        say(f"! The demonstration « {now['scenario']} » dates from {now['built_on']}: its dates have passed.")
        say(f"  Rebuild it with:  ./run manage demo {now['scenario']}")
    return said("demo", "--accounts")


def status() -> dict:
    """What demonstration the database holds: `scenario` (null when none), `built_on`, `aged`."""
    return json.loads(said("demo", "--status"))


def said(*command: str) -> str:
    """Run a management command and return what it printed."""
    output = io.StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], Path(sys.argv[2])))
    except CommandError as error:
        sys.exit(f"✗ {error}")
