"""Booking hearings of candidates."""

from datetime import datetime, timedelta

from django.db import transaction

from candidates.application.models.applications import Application
from candidates.application.states import Standing
from candidates.application.workflow.candidacies import propose
from candidates.application.workflow.preconditions import locked
from candidates.hearings import letters
from candidates.hearings.models import Interview
from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.common.refusals import refused_with, sentences_of
from eig.common.rows import held
from eig.journal.steps import record
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury
from eig.juries.states import Part
from eig.juries.workflow.attendance import attend
from eig.notifications.workflow import post
from eig.promotions.states import Stage


@transaction.atomic
def schedule_interview(
    application: Application,
    position: Position,
    jury: Jury,
    *,
    starts_at: datetime,
    minutes: int = 40,
    by: User,
    at: datetime,
) -> Interview:
    """Book the hearing of a preselected person for a position, and tell them when and where.

    Raises ``StepRefused`` when the person is not preselected, the jury does not hear candidates of that promotion,
    the hour is past, the person is already heard for that position, or the jury or the person is busy then.
    """
    held(Jury.objects.select_for_update(no_key=True), jury.pk)
    row = locked(application)
    _check(row, position, jury, starts_at, at)
    _check_free(row, jury, starts_at, minutes)
    with refused_with(sentences_of(Hearing)):
        hearing = Hearing.objects.create(jury=jury, starts_at=starts_at, minutes=minutes, room=jury.place)
    who = row.user
    attend(hearing, [Attendance(hearing=hearing, user=who, email=who.email.lower(), part=Part.CANDIDATE)])
    propose([row], position, by=by)
    interview = Interview.objects.create(application=row, position=position, hearing=hearing, booked_at=at)
    record(row, "interview", "Audition fixée", by=by, at=at, note=f"{position}, le {full_instant(starts_at)}")
    post(letters.interview(interview), at=at)
    return interview


def _check(application: Application, position: Position, jury: Jury, starts_at: datetime, at: datetime) -> None:
    promotion = application.promotion_id
    if application.standing != Standing.PRESELECTED:
        raise StepRefused("Seule une personne présélectionnée est auditionnée.")
    if jury.stage != Stage.CANDIDATE or jury.promotion_id != promotion:
        raise StepRefused("Ce jury n’entend pas les candidats de cette promotion.")
    if position.challenge.promotion_id != promotion:
        raise StepRefused("Ce poste n’appartient pas à cette promotion.")
    if starts_at <= at:
        raise StepRefused("Cette heure est déjà passée : choisissez une heure à venir.")
    if Interview.objects.filter(application=application, position=position).exists():
        raise StepRefused("Cette personne est déjà auditionnée pour ce poste.")


def _check_free(application: Application, jury: Jury, starts_at: datetime, minutes: int) -> None:
    """No two hearings of one jury, nor of one person, may overlap."""
    ends_at = starts_at + timedelta(minutes=minutes)
    near = Hearing.objects.filter(starts_at__lt=ends_at, starts_at__gt=starts_at - timedelta(days=1))
    overlapping = [hearing for hearing in near.select_related("interview") if hearing.ends_at > starts_at]
    for hearing in overlapping:
        if hearing.jury_id == jury.pk:
            raise StepRefused("Ce jury entend déjà quelqu’un à cette heure.")
        if _interviewee(hearing) == application.pk:
            raise StepRefused("Cette personne est déjà auditionnée ailleurs à cette heure.")


def _interviewee(hearing: Hearing) -> int | None:
    return hearing.interview.application_id if hasattr(hearing, "interview") else None
