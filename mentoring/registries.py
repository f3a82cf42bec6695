"""What this app tells the floors below it, and its upper rooms the lower ones: every registry, filled in one place."""

from eig.notifications.letters import declare
from eig.promotions import ladders
from mentoring.checkins import letters as checkins
from mentoring.checkins import workflow
from mentoring.missions import letters as missions
from mentoring.missions.workflow import OPENINGS


def fill() -> None:
    """Called once, when the app is ready."""
    declare(missions, checkins)
    ladders.declare(workflow)
    OPENINGS.append(workflow.expect)
