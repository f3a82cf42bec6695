"""What this app tells the floors below it: every registry, filled in one place."""

from eig.juries.letters import seats, sheets
from eig.juries.rules import load_refusals
from eig.juries.workflow.reminders import AWAITED
from eig.notifications.letters import declare
from eig.promotions import guards
from eig.promotions.ladders import LADDERS


def fill() -> None:
    """Called once, when the app is ready."""
    declare(seats, sheets)
    LADDERS.append(AWAITED)
    guards.GUARDS.append(load_refusals)
    guards.KEPT.add("juries_criterion_kept")
