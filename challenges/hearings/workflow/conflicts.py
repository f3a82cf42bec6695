"""Conflicts of interest: declared by the juror or by the coordination, lifted by the latter."""

from datetime import datetime

from django.db import transaction

from challenges.hearings.letters.conflicts import conflict_declared
from challenges.hearings.models.conflicts import ConflictOfInterest
from challenges.hearings.rules.conflicts import in_conflict
from challenges.hearings.states import ConflictKind
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.journal.steps import record
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Sheet
from eig.juries.workflow.attendance import follow_seats
from eig.notifications.workflow import post


@transaction.atomic
def declare_conflict(
    challenge: Challenge,
    user: User,
    *,
    kind: str = ConflictKind.DECLARED,
    reason: str = "",
    by: User,
    at: datetime,
) -> ConflictOfInterest:
    """Set a person aside from judging a challenge: the file closes for them at once. Done twice, changes nothing;
    but done by somebody else after the person, it says that their declaration was examined and stands.

    Raises ``StepRefused`` when they have already marked it: the coordination then decides what becomes of the sheet.
    """
    row = Challenge.objects.locked(challenge)
    found = ConflictOfInterest.objects.filter(challenge=challenge, user=user).first()
    if found and found.stands:
        return _examine(found, by, at)
    if row.hearing_id and Sheet.objects.filter(hearing=row.hearing_id, juror=user).exists():
        sentence = challenge.promotion.said(
            " a déjà noté ce {challenge} : la coordination doit d’abord retirer sa fiche."
        )
        raise StepRefused(f"{user}{sentence}")
    values = {"kind": kind, "reason": reason.strip(), "declared_at": at, "declared_by": by, "stands": True}
    values["examined_at"] = at if by != user else None
    Attendance.objects.jurors().filter(hearing=row.hearing_id, user=user).delete()
    conflict, _ = ConflictOfInterest.objects.update_or_create(challenge=challenge, user=user, defaults=values)
    note = f"{user} : {conflict.challenge.words.said(conflict.get_kind_display())}. {conflict.reason}".strip()
    record(challenge, "declare_conflict", "Conflit d’intérêts déclaré", by=by, at=at, note=note)
    return conflict


@transaction.atomic
def lift_conflict(challenge: Challenge, user: User, *, reason: str, by: User, at: datetime) -> None:
    """Find that a link does not set a person aside, and say why; whether or not it was declared before.

    Raises ``StepRefused`` without a reason.
    """
    if not (reason := reason.strip()):
        raise StepRefused("Dites pourquoi ce lien n’écarte pas la personne : le journal le garde.")
    row = (
        Challenge.objects.select_related("hearing__jury")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=challenge.pk)
    )
    stood = in_conflict(user, challenge)
    fresh = {"kind": ConflictKind.OTHER, "reason": reason, "declared_at": at, "declared_by": by}
    examined = {"stands": False, "examined_at": at}
    ConflictOfInterest.objects.update_or_create(
        challenge=challenge, user=user, defaults=examined, create_defaults=fresh | examined
    )
    if row.hearing:
        follow_seats(row.hearing.jury)
    sentence = "Conflit d’intérêts levé" if stood else "Lien examiné : pas de conflit d’intérêts"
    record(challenge, "lift_conflict", sentence, by=by, at=at, note=f"{user} : {reason}")


@transaction.atomic
def set_oneself_aside(challenge: Challenge, *, kind: str, reason: str, by: User, at: datetime) -> None:
    """A juror's own declaration: the file closes for them at once, and the coordination is told.

    Raises ``StepRefused`` when they have already marked the challenge.
    """
    post(conflict_declared(declare_conflict(challenge, by, kind=kind, reason=reason, by=by, at=at)), at=at)


def _examine(conflict: ConflictOfInterest, by: User, at: datetime) -> ConflictOfInterest:
    if conflict.examined_at is None and by != conflict.user:
        conflict.examined_at = at
        conflict.save(update_fields=["examined_at"])
        note = str(conflict.user)
        record(
            conflict.challenge, "examine_conflict", "Conflit d’intérêts examiné : il écarte", by=by, at=at, note=note
        )
    return conflict
