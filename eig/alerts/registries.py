"""What this app tells the floors below it: every registry, filled in one place."""

from eig.alerts import letters
from eig.alerts.workflow import ladders
from eig.notifications.letters import declare
from eig.promotions.ladders import LADDERS


def fill() -> None:
    """Called once, when the app is ready."""
    declare(letters)
    LADDERS.extend(ladders())
