"""Who books a hearing, and when sheets about a person close."""

from datetime import datetime

from candidates.application.models.applications import Application
from candidates.application.rules import CHANGE
from candidates.application.states import ApplicationStatus, Standing
from candidates.hearings.models.interviews import Interview
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.juries.models.juries import Jury
from eig.juries.rules import closed_because as hearing_closed_because
from eig.promotions.models.settings import Round

S = ApplicationStatus


def can_interview(user: User, application: Application) -> bool:
    """Book a hearing of a preselected person."""
    return user.has_perm(CHANGE) and application.standing == Standing.PRESELECTED


def can_change_interview(user: User, interview: Interview) -> bool:
    """Move, cancel a hearing, or note that the person did not come."""
    return user.has_perm("candidates.change_interview")


def round_closed_because(application: Application, position: Position, jury: Jury) -> str:
    """Why a person may not be heard in the round of a jury, as a sentence; empty when they may.

    From the second round on, they were heard for the same position in the one before, and reached its cut if it has
    one: at most three queries.
    """
    if jury.round == 1:
        return ""
    before = Interview.objects.with_scores().filter(application=application, position=position, round=jury.round - 1)
    interview = next((row for row in before if row.hearing.common), None)
    if interview is None:
        return f"Cette personne n’a pas été entendue pour ce poste au tour {jury.round - 1}."
    asked = Round.objects.filter(promotion=jury.promotion_id, number=jury.round - 1).first()
    score = interview.hearing.common[0].score or 0
    if asked and asked.cut is not None and score < asked.cut:
        return f"Cette personne a {score} points au tour {asked.number}, dont la barre est à {asked.cut}."
    return ""


def marks_closed_because(interview: Interview, at: datetime) -> str:
    """Why no sheet about this person may be written now, as a sentence; empty when they may."""
    if interview.application.status == S.WITHDRAWN:
        return "Cette candidature a été retirée : il n’y a plus rien à noter."
    return hearing_closed_because(interview.hearing, at)
