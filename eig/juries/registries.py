"""What this app tells the floors below it: every registry, filled in one place."""

from eig.juries.letters import seats, sheets
from eig.juries.rules import load_refusals
from eig.juries.workflow import reminders
from eig.notifications.letters import declare
from eig.promotions import guards, ladders


def fill() -> None:
    """Called once, when the app is ready."""
    declare(seats, sheets)
    ladders.declare(reminders)
    guards.GUARDS.append(load_refusals)
    guards.KEPT.add("juries_criterion_kept")
