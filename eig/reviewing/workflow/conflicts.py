"""Conflicts of interest: declared by the person or by the coordination, lifted by the latter."""

from datetime import datetime
from typing import Any

from django.db import transaction

from eig.accounts.models import User
from eig.common.flow import StepRefused
from eig.common.vocabulary import words_of
from eig.journal.steps import record
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import Jury
from eig.juries.workflow.attendance import follow_seats
from eig.reviewing.models.conflicts import AbstractConflict
from eig.reviewing.rules.conflicts import in_conflict
from eig.reviewing.states import OTHER_LINK

Conflicts = type[AbstractConflict]


@transaction.atomic
def declare_conflict(
    conflicts: Conflicts, subject: Any, user: User, *, kind: str, reason: str, marked: str, by: User, at: datetime
) -> Any:
    """Set a person aside from judging a file: it closes for them at once. Done twice, changes nothing; but done by
    somebody else after the person, it says that their declaration was examined and stands.

    Raises ``StepRefused`` with the sentence ``marked`` when they have already marked it: the coordination then decides
    what becomes of the sheet.
    """
    _hold(conflicts, subject)
    about = {conflicts.SUBJECT: subject}
    found = conflicts.objects.filter(**about, user=user).first()
    if found and found.stands:
        return _examine(found, by, at)
    hearings = conflicts.hearings_of(subject)
    if Sheet.objects.filter(hearing__in=hearings, juror=user).exists():
        raise StepRefused(marked)
    values = {"kind": kind, "reason": reason.strip(), "declared_at": at, "declared_by": by, "stands": True}
    values["examined_at"] = at if by != user else None
    Attendance.objects.jurors().filter(hearing__in=hearings, user=user).delete()
    written: Any = conflicts.objects.update_or_create(**about, user=user, defaults=values)[0]
    note = f"{user} : {words_of(subject).said(written.get_kind_display())}. {written.reason}".strip()
    record(subject, "declare_conflict", "Conflit d’intérêts déclaré", by=by, at=at, note=note)
    return written


@transaction.atomic
def lift_conflict(conflicts: Conflicts, subject: Any, user: User, *, reason: str, by: User, at: datetime) -> None:
    """Find that a link does not set a person aside, and say why; whether or not it was declared before.

    Raises ``StepRefused`` without a reason.
    """
    if not (reason := reason.strip()):
        raise StepRefused("Dites pourquoi ce lien n’écarte pas la personne : le journal le garde.")
    _hold(conflicts, subject)
    stood = in_conflict(conflicts, user, subject)
    fresh = {"kind": OTHER_LINK[0], "reason": reason, "declared_at": at, "declared_by": by}
    examined = {"stands": False, "examined_at": at}
    conflicts.objects.update_or_create(
        **{conflicts.SUBJECT: subject}, user=user, defaults=examined, create_defaults=fresh | examined
    )
    for jury in Jury.objects.filter(hearings__in=conflicts.hearings_of(subject)).distinct():
        follow_seats(jury)
    sentence = "Conflit d’intérêts levé" if stood else "Lien examiné : pas de conflit d’intérêts"
    record(subject, "lift_conflict", sentence, by=by, at=at, note=f"{user} : {reason}")


def _hold(conflicts: Conflicts, subject: Any) -> None:
    conflicts.subjects().select_for_update(of=("self",)).get(pk=subject.pk)


def _examine(conflict: AbstractConflict, by: User, at: datetime) -> AbstractConflict:
    if conflict.examined_at is None and by != conflict.user:
        conflict.examined_at = at
        conflict.save(update_fields=["examined_at"])
        said, who = "Conflit d’intérêts examiné : il écarte", str(conflict.user)
        record(conflict.subject, "examine_conflict", said, by=by, at=at, note=who)
    return conflict
