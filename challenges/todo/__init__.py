"""What awaits a person about challenges: as an agent, as a juror, as a member of the coordination."""

from datetime import datetime

from challenges.todo import agents, clarifications, coordination, instruction, juries, jurors
from eig.accounts.models import User
from eig.common.todo import Todo

SOURCES = (agents.todo, jurors.todo, clarifications.todo, instruction.todo, coordination.todo, juries.todo)


def todo(user: User, at: datetime) -> list[Todo]:
    """Every line that concerns this person."""
    return [line for source in SOURCES for line in source(user, at)]
