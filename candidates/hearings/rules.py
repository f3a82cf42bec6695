"""Who books a hearing, and when sheets about a person close."""

from datetime import datetime

from candidates.application.models.applications import Application
from candidates.application.rules import CHANGE
from candidates.application.states import ApplicationStatus, Standing
from candidates.hearings.models import Interview
from eig.accounts.models import User
from eig.juries.rules import closed_because as hearing_closed_because

S = ApplicationStatus


def can_interview(user: User, application: Application) -> bool:
    """Book a hearing of a preselected person."""
    return user.has_perm(CHANGE) and application.standing == Standing.PRESELECTED


def marks_closed_because(interview: Interview, at: datetime) -> str:
    """Why no sheet about this person may be written now, as a sentence; empty when they may."""
    if interview.application.status == S.WITHDRAWN:
        return "Cette candidature a été retirée : il n’y a plus rien à noter."
    return hearing_closed_because(interview.hearing, at)
