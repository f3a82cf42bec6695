"""Booking hearings of candidates: a hearing is a slot of a jury, that one person fills for one position."""

from datetime import datetime, timedelta

from django.db import transaction

from candidates.application.models.applications import Application
from candidates.application.states import Standing
from candidates.application.workflow.candidacies import propose
from candidates.application.workflow.preconditions import locked
from candidates.hearings import letters, rules
from candidates.hearings.models.interviews import Interview
from candidates.hearings.models.juries import JuryPosition
from candidates.review.models.conflicts import ConflictOfInterest
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
from eig.reviewing.rules.conflicts import aside_rapporteur

PAST = "Cette heure est déjà passée : choisissez une heure à venir."


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
    """Book the hearing of a preselected person for a position, in the round of the jury; they are told when and where.

    Raises ``StepRefused`` when the person is not preselected, or did not pass the round before; when the jury does not
    hear that position; when the hour is past; when the person is already heard for that position in that round; or
    when the jury or the person is busy then.
    """
    held(Jury.objects.select_for_update(no_key=True), jury.pk)
    row = locked(application)
    _check(row, position, jury, starts_at, at)
    check_free(row, jury, starts_at, minutes)
    hearing = _slot(jury, starts_at, minutes)
    propose([row], position, by=by)
    interview = Interview.objects.create(
        application=row, position=position, hearing=hearing, round=jury.round, booked_at=at
    )
    attend(hearing, [presence(hearing, row)])
    record(row, "interview", "Audition fixée", by=by, at=at, note=f"{position}, le {full_instant(starts_at)}")
    post(letters.interview(interview), at=at)
    return interview


def check_free(
    application: Application, jury: Jury, starts_at: datetime, minutes: int, *, but: Hearing | None = None
) -> None:
    """Raise ``StepRefused`` when the jury or the person is heard elsewhere then; a free slot of that hour is taken."""
    ends_at = starts_at + timedelta(minutes=minutes)
    near = Hearing.objects.filter(starts_at__lt=ends_at, starts_at__gt=starts_at - timedelta(days=1))
    filled = {row.hearing_id: row.application_id for row in Interview.objects.active().filter(hearing__in=near)}
    for hearing in near.exclude(pk=but.pk) if but else near:
        if hearing.ends_at <= starts_at:
            continue
        if hearing.jury_id == jury.pk and (hearing.pk in filled or hearing.starts_at != starts_at):
            raise StepRefused("Ce jury entend déjà quelqu’un à cette heure.")
        if filled.get(hearing.pk) == application.pk:
            raise StepRefused("Cette personne est déjà auditionnée ailleurs à cette heure.")


def free_slot(jury: Jury, starts_at: datetime) -> Hearing | None:
    """The slot of a jury at an hour that nobody fills, if there is one."""
    taken = Interview.objects.active().values("hearing")
    return Hearing.objects.filter(jury=jury, starts_at=starts_at).exclude(pk__in=taken).first()


def presence(hearing: Hearing, application: Application) -> Attendance:
    """The candidate, expected at a hearing."""
    who = application.user
    return Attendance(hearing=hearing, user=who, email=who.email.lower(), part=Part.CANDIDATE)


def _slot(jury: Jury, starts_at: datetime, minutes: int) -> Hearing:
    with refused_with(sentences_of(Hearing)):
        if slot := free_slot(jury, starts_at):
            Hearing.objects.filter(pk=slot.pk).update(minutes=minutes)
            slot.minutes = minutes
            return slot
        return Hearing.objects.create(jury=jury, starts_at=starts_at, minutes=minutes, room=jury.place)


def _check(application: Application, position: Position, jury: Jury, starts_at: datetime, at: datetime) -> None:
    promotion = application.promotion_id
    if application.standing != Standing.PRESELECTED:
        raise StepRefused("Seule une personne présélectionnée est auditionnée.")
    if jury.stage != Stage.CANDIDATE or jury.promotion_id != promotion:
        raise StepRefused("Ce jury n’entend pas les candidats de cette promotion.")
    if position.challenge.promotion_id != promotion:
        raise StepRefused("Ce poste n’appartient pas à cette promotion.")
    if JuryPosition.objects.refuses(jury, position):
        raise StepRefused("Ce jury n’entend pas ce poste : choisissez-en un autre, ou ajoutez le poste à ce jury.")
    if starts_at <= at:
        raise StepRefused(PAST)
    if Interview.objects.active().filter(application=application, position=position, round=jury.round).exists():
        raise StepRefused("Cette personne est déjà auditionnée pour ce poste.")
    if reason := rules.round_closed_because(application, position, jury):
        raise StepRefused(reason)
    _check_rapporteur(application, jury)


def _check_rapporteur(application: Application, jury: Jury) -> None:
    if rapporteur := aside_rapporteur(ConflictOfInterest, application, jury):
        raise StepRefused(
            f"{rapporteur}, rapporteur de ce jury, est écarté de cette candidature par un conflit d’intérêts : "
            "choisissez un autre jury, ou nommez un autre rapporteur."
        )
