"""What becomes of a booked hearing: moved, held, missed, cancelled."""

from datetime import datetime

from django.db import transaction

from candidates.application.models.candidacies import Candidacy
from candidates.application.workflow.candidacies import move
from candidates.hearings import letters
from candidates.hearings.models.interviews import Interview
from candidates.hearings.workflow.scheduling import PAST, check_free, free_slot, presence
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.common.refusals import refused_with
from eig.common.rows import held
from eig.journal.steps import record, take_step
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.models.juries import Jury
from eig.juries.workflow.attendance import SENTENCES, attend
from eig.notifications.workflow import post
from eig.promotions.states import Stage


@transaction.atomic
def move_interview(interview: Interview, *, starts_at: datetime, by: User, at: datetime) -> Interview:
    """Hear the person at another hour of the same jury: in a slot that is free, else with their slot moved.

    Raises ``StepRefused`` once a sheet is written, for an hour that is past, or when the jury or the person is busy.
    """
    row = _held(interview)
    if starts_at <= at:
        raise StepRefused(PAST)
    former = row.hearing
    if starts_at == former.starts_at:
        raise StepRefused("L’audition est déjà à cette heure.")
    check_free(row.application, former.jury, starts_at, former.minutes, but=former)
    slot = free_slot(former.jury, starts_at) or _moved(former, starts_at)
    if slot.pk != former.pk:
        attend(former)
    attend(slot, [presence(slot, row.application)])
    sequence = row.sequence + former.sequence + 1
    note = f"du {full_instant(interview.hearing.starts_at)} au {full_instant(starts_at)}"
    take_step(row, "move", by=by, at=at, note=note, hearing=slot, sequence=sequence)
    record(row.application, "interview", "Audition déplacée", by=by, at=at, note=f"{row.position}, {note}")
    post(letters.moved(row), at=at)
    interview.refresh_from_db()
    return interview


@transaction.atomic
def cancel_interview(interview: Interview, *, reason: str, by: User, at: datetime) -> Interview:
    """Call a hearing off: its slot is free again, and the person is told why.

    Raises ``StepRefused`` without a reason, or once a sheet is written.
    """
    row = _held(interview)
    if not (reason := reason.strip()):
        raise StepRefused("Dites pourquoi l’audition est annulée : la personne le lira.")
    take_step(row, "cancel", by=by, at=at, note=reason)
    attend(row.hearing)
    record(row.application, "interview", "Audition annulée", by=by, at=at, note=f"{row.position} : {reason}")
    post(letters.cancelled(row, reason), at=at)
    interview.refresh_from_db()
    return interview


@transaction.atomic
def miss_interview(interview: Interview, *, by: User, at: datetime) -> Interview:
    """Note that the person did not come; another hearing may be booked. Tells nobody.

    Raises ``StepRefused`` before the hour, or once a sheet is written.
    """
    row = _held(interview)
    if at < row.hearing.starts_at:
        raise StepRefused("L’audition n’a pas encore commencé.")
    take_step(row, "miss", by=by, at=at)
    record(row.application, "interview", "Personne absente à l’audition", by=by, at=at, note=str(row.position))
    interview.refresh_from_db()
    return interview


def note_held(hearing: Hearing, *, by: User, at: datetime) -> None:
    """The jury entered its common sheet: the person was heard. For ``eig.juries``; done twice, changes nothing."""
    if hearing.jury.stage != Stage.CANDIDATE:
        return
    row = Interview.objects.ahead().filter(hearing=hearing).first()
    if row:
        take_step(row, "hold", by=by, at=at)
        mine = Candidacy.objects.filter(application=row.application_id, position=row.position_id)
        move(mine, "hear", by=by, at=at)


def _held(interview: Interview) -> Interview:
    """The interview as it is now, its jury held: nothing is marked yet."""
    held(Jury.objects.select_for_update(no_key=True), interview.hearing.jury_id)
    row = held(Interview.objects.select_for_update(of=("self",)).with_names(), interview.pk)
    if Sheet.objects.filter(hearing=row.hearing_id).exists():
        raise StepRefused("Une fiche est déjà saisie pour cette audition : elle a eu lieu.")
    return row


def _moved(hearing: Hearing, starts_at: datetime) -> Hearing:
    with refused_with(SENTENCES):
        Hearing.objects.filter(pk=hearing.pk).update(starts_at=starts_at)
    return Hearing.objects.select_related("jury").get(pk=hearing.pk)
