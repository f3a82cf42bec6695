"""What this app tells the floors below it, and its upper rooms the lower ones: every registry, filled in one place."""

from eig.notifications.letters import declare
from eig.promotions.ladders import LADDERS
from mentoring.checkins import letters as checkins
from mentoring.checkins import workflow
from mentoring.missions import letters as missions
from mentoring.missions.workflow import OPENINGS


def fill() -> None:
    """Called once, when the app is ready."""
    declare(missions, checkins)
    LADDERS.extend((workflow.DUE, workflow.LATE))
    OPENINGS.append(workflow.expect)
