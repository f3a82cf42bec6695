"""Planning, moving and freeing hearings."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import F

from challenges.hearings.letters import scheduling as letters
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.rules import scheduling
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.common.refusals import refused_with, sentences_of
from eig.common.rows import held
from eig.journal.steps import record
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.models.juries import Jury
from eig.juries.rules import BACKSTOPS
from eig.juries.states import Part
from eig.juries.workflow.attendance import attend
from eig.notifications.workflow import post
from eig.reviewing.rules.conflicts import aside_rapporteur

MINUTES = 40


@transaction.atomic
def schedule_hearing(
    challenge: Challenge, jury: Jury, *, starts_at: datetime, minutes: int = MINUTES, by: User, at: datetime
) -> Hearing:
    """Give a preselected challenge its jury and its hour, or move them; authors and operational mentors are told.

    Raises ``StepRefused`` for another promotion's jury, an hour past or taken, or once a sheet is in.
    Done twice, changes nothing.
    """
    locked = Challenge.objects.select_for_update(of=("self",), no_key=True).select_related("hearing")
    row = locked.get(pk=challenge.pk)
    held(Jury.objects.select_for_update(no_key=True), jury.pk)
    if row.hearing and _is(row.hearing, jury, starts_at, minutes):
        return row.hearing
    _check_hearing(row, jury, starts_at, minutes, at)
    before = row.hearing.starts_at if row.hearing else None
    challenge.hearing = place_hearing(
        row, Hearing(jury=jury, starts_at=starts_at, minutes=minutes, room=jury.place, placed_at=at)
    )
    _tell_hearing(challenge, before, by, at)
    return challenge.hearing


def release_hearing(challenge: Challenge, at: datetime) -> None:
    """Free the room and the people of a hearing to come that will not be held; its presenters are told."""
    if challenge.hearing is None or challenge.hearing.starts_at <= at:
        return
    Attendance.objects.filter(hearing=challenge.hearing).delete()
    Hearing.objects.filter(pk=challenge.hearing.pk).update(room="", sequence=F("sequence") + 1)
    post(letters.hearing_cancelled(challenge, at), at=at)


def _is(hearing: Hearing, jury: Jury, starts_at: datetime, minutes: int) -> bool:
    return (hearing.jury_id, hearing.starts_at, hearing.minutes) == (jury.pk, starts_at, minutes)


def _check_hearing(row: Challenge, jury: Jury, starts_at: datetime, minutes: int, at: datetime) -> None:
    if row.status != ChallengeStatus.PRESELECTED:
        raise StepRefused(row.words.said("Seul un {challenge} présélectionné est entendu par un jury."))
    if row.hearing_id and Sheet.objects.filter(hearing=row.hearing_id).exists():
        raise StepRefused("Une fiche est déjà saisie pour cette audition : elle ne se déplace plus.")
    if refusal := scheduling.hearing_refusal(row, jury, starts_at, minutes, at):
        raise StepRefused(refusal)
    if rapporteur := aside_rapporteur(ConflictOfInterest, row, jury):
        raise StepRefused(
            f"{rapporteur}, rapporteur de ce jury, est écarté de ce {row.words.challenge} par un conflit d’intérêts : "
            "choisissez un autre jury, ou nommez un autre rapporteur."
        )


def place_hearing(row: Challenge, wanted: Hearing) -> Hearing:
    """The hearing of the challenge, created or moved, with the people expected at it.

    Raises ``StepRefused`` when the jury, the room or one of these people is taken then.
    """
    with refused_with({**sentences_of(Hearing), **BACKSTOPS}):
        if row.hearing_id:
            Attendance.objects.filter(hearing=row.hearing_id).delete()
            wanted.pk, wanted.sequence = row.hearing_id, cast("Hearing", row.hearing).sequence + 1
        wanted.save()
        Challenge.objects.filter(pk=row.pk).update(hearing=wanted)
        attend(wanted, presenters(row, wanted))
    return wanted


def presenters(challenge: Challenge, hearing: Hearing) -> list[Attendance]:
    """The operational mentors, who present the challenge: one query."""
    mentors = challenge.stakeholders.mentors().select_related("user")
    return [
        Attendance(hearing=hearing, user=mentor.user, email=mentor.email.lower(), part=Part.PRESENTER)
        for mentor in mentors
    ]


def _tell_hearing(challenge: Challenge, before: datetime | None, by: User, at: datetime) -> None:
    hearing = cast("Hearing", challenge.hearing)
    sentence = "Audition déplacée" if before else "Audition planifiée"
    note = f"{hearing.jury}, {full_instant(hearing.starts_at)}"
    record(challenge, "schedule_hearing", sentence, by=by, at=at, note=note)
    moved = before if before and before != hearing.starts_at else None
    post(letters.hearing(challenge, moved, at), at=at)
