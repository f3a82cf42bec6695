"""The candidates of a juror, as their desk shows them."""

from collections.abc import Mapping

from django.urls import reverse

from candidates.application.states import ApplicationStatus
from candidates.hearings.models.interviews import Interview
from eig.accounts.models import User
from eig.juries.desk import Subject


def subjects(user: User) -> Mapping[int, Subject]:
    """Whom a juror hears, by hearing number, and whom a conflict of interest closes to them: one query."""
    return {interview.hearing_id: _subject(interview) for interview in Interview.objects.before(user).with_names()}


def _subject(interview: Interview) -> Subject:
    """Named even when it is closed, so that the gap in the half-day is understood."""
    if interview.aside:
        return Subject(str(interview.application.user), "vous ne l’entendez pas", gone="Conflit d’intérêts")
    return Subject(
        str(interview.application.user),
        f"{interview.position.challenge}, {interview.position.family}",
        reverse("juries:candidate", args=[interview.hearing_id]),
        reverse("juries:candidate_sheet", args=[interview.hearing_id]),
        "Candidature retirée" if interview.application.status == ApplicationStatus.WITHDRAWN else "",
    )
