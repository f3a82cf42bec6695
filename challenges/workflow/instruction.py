"""Reading what was submitted: corrections, preselection, hearings."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from challenges.letters import coordination as letters
from challenges.letters import hearings
from challenges.models import Challenge
from challenges.rules import coordination as rules
from challenges.rules.juries import aside_rapporteur
from challenges.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.dates import full_instant
from eig.common.flow import StepRefused
from eig.common.refusals import refused_with, sentences_of
from eig.journal.steps import record, take_step
from eig.juries.models import Attendance, Hearing, Jury, Sheet
from eig.juries.rules import BACKSTOPS
from eig.juries.states import Part
from eig.juries.workflow import attend
from eig.notifications.workflow import post
from eig.promotions.models import Promotion

MINUTES = 40


@transaction.atomic
def request_changes(challenge: Challenge, *, reason: str, due_at: datetime, by: User, at: datetime) -> None:
    """Open the file again to its authors until ``due_at``, and tell them what to correct.

    Raises ``StepRefused`` without a reason, or when the deadline is not ahead.
    """
    if due_at <= at:
        raise StepRefused("La date limite est déjà passée : choisissez un instant à venir.")
    reason = required(reason, "Dites ce qui est à corriger : les auteurs le liront.")
    take_step(
        challenge,
        "request_changes",
        by=by,
        at=at,
        note=f"{reason}\nAttendue avant le {full_instant(due_at)}",
        changes_reason=reason,
        changes_asked_at=at,
        changes_due_at=due_at,
    )
    post(letters.changes_requested(challenge, at), at=at)


@transaction.atomic
def preselect(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Send a challenge before a jury; its authors are told. Raises ``StepRefused`` once the choice is ordered."""
    hold_choice(challenge.promotion)
    take_step(challenge, "preselect", by=by, at=at)
    post(letters.preselected(challenge, at), at=at)


@transaction.atomic
def set_aside(challenge: Challenge, *, reason: str, by: User, at: datetime) -> None:
    """End the instruction of a challenge; its authors are told at once, with the reason."""
    reason = required(reason, "Écarter un défi demande un motif : les auteurs le liront.")
    take_step(challenge, "set_aside", by=by, at=at, note=reason, refusal_reason=reason)
    post(letters.set_aside(challenge, at), at=at)


@transaction.atomic
def bring_back(challenge: Challenge, *, by: User, at: datetime) -> None:
    """Take up again a challenge set aside; its authors are told that the former letter no longer holds."""
    take_step(challenge, "bring_back", by=by, at=at, refusal_reason="")
    post(letters.brought_back(challenge, at), at=at)


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
    Jury.objects.select_for_update(no_key=True).get(pk=jury.pk)
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
    post(hearings.hearing_cancelled(challenge, at), at=at)


def hold_choice(promotion: Promotion) -> None:
    """Keep a promotion's choice still until the commit.

    Raises ``StepRefused`` when its publication is ordered: what was shown then is what must be announced.
    """
    Promotion.objects.select_for_update(no_key=True).get(pk=promotion.pk)
    if refusal := rules.choice_frozen_because(promotion):
        raise StepRefused(refusal)


def required(text: str, sentence: str) -> str:
    """The text without the spaces around it. Raises ``StepRefused`` with the sentence when nothing is left."""
    if not (text := text.strip()):
        raise StepRefused(sentence)
    return text


def _is(hearing: Hearing, jury: Jury, starts_at: datetime, minutes: int) -> bool:
    return (hearing.jury_id, hearing.starts_at, hearing.minutes) == (jury.pk, starts_at, minutes)


def _check_hearing(row: Challenge, jury: Jury, starts_at: datetime, minutes: int, at: datetime) -> None:
    if row.status != ChallengeStatus.PRESELECTED:
        raise StepRefused("Seul un défi présélectionné est entendu par un jury.")
    if row.hearing_id and Sheet.objects.filter(hearing=row.hearing_id).exists():
        raise StepRefused("Une fiche est déjà saisie pour cette audition : elle ne se déplace plus.")
    if refusal := rules.hearing_refusal(row, jury, starts_at, minutes, at):
        raise StepRefused(refusal)
    if rapporteur := aside_rapporteur(row, jury):
        raise StepRefused(
            f"{rapporteur}, rapporteur de ce jury, est écarté de ce défi par un conflit d’intérêts : "
            "choisissez un autre jury, ou nommez un autre rapporteur."
        )


def place_hearing(row: Challenge, wanted: Hearing) -> Hearing:
    """The hearing of the challenge, created or moved, with the people expected at it.

    Raises ``StepRefused`` when the jury, the room or one of these people is taken then.
    """
    with refused_with({**sentences_of(Hearing), **BACKSTOPS}):
        if row.hearing_id:
            Attendance.objects.filter(hearing=row.hearing_id).delete()
            wanted.pk, wanted.sequence = row.hearing_id, row.hearing.sequence + 1
        wanted.save()
        Challenge.objects.filter(pk=row.pk).update(hearing=wanted)
        attend(wanted, presenters(row, wanted))
    return wanted


def presenters(challenge: Challenge, hearing: Hearing) -> list[Attendance]:
    """The operational mentors, who present the challenge: one query."""
    mentors = challenge.stakeholders.mentors().select_related("user")
    return [Attendance(hearing=hearing, user=one.user, email=one.email.lower(), part=Part.PRESENTER) for one in mentors]


def _tell_hearing(challenge: Challenge, before: datetime | None, by: User, at: datetime) -> None:
    hearing = challenge.hearing
    sentence = "Audition déplacée" if before else "Audition planifiée"
    note = f"{hearing.jury}, {full_instant(hearing.starts_at)}"
    record(challenge, "schedule_hearing", sentence, by=by, at=at, note=note)
    moved = before if before and before != hearing.starts_at else None
    post(hearings.hearing(challenge, moved, at), at=at)
