"""What this app tells the floors below it, and its upper rooms the lower ones: every registry, filled in one place."""

from candidates.offers.workflow import ending
from eig.notifications.letters import declare
from eig.promotions import ladders
from eig.promotions.workflow import cloning
from mentoring.checkins.letters import blockers, checkins
from mentoring.checkins.workflow import expecting, reminders
from mentoring.checkins.workflow.forms import copy_forms
from mentoring.missions.letters import changes, opening
from mentoring.missions.workflow import expectations, placing


def fill() -> None:
    """Called once, when the app is ready."""
    declare(opening, changes, checkins, blockers)
    ladders.declare(reminders)
    expectations.EXPECTS.append(expecting.expect)
    expectations.FORETELLS.append(expecting.foretell)
    cloning.COPIES.append(copy_forms)
    ending.ENDINGS.append(placing.end_with_offer)
