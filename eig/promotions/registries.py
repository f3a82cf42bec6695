"""What this app tells the floors below it: every registry, filled in one place."""

from eig.notifications.letters import declare
from eig.promotions import letters


def fill() -> None:
    """Called once, when the app is ready."""
    declare(letters)
