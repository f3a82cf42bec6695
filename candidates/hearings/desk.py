"""The candidates of a juror, as their desk shows them."""

from collections.abc import Mapping

from django.urls import reverse

from candidates.application.states import ApplicationStatus
from candidates.hearings.models.interviews import Interview
from eig.accounts.models import User
from eig.juries.desk import Subject


def subjects(user: User) -> Mapping[int, Subject]:
    """Whom a juror hears, by hearing number: one query."""
    return {
        interview.hearing_id: Subject(
            str(interview.application.user),
            f"{interview.position.challenge}, {interview.position.family}",
            reverse("juries:candidate", args=[interview.hearing_id]),
            reverse("juries:candidate_sheet", args=[interview.hearing_id]),
            "Candidature retirée" if interview.application.status == ApplicationStatus.WITHDRAWN else "",
        )
        for interview in Interview.objects.judged_by(user).with_names()
    }
