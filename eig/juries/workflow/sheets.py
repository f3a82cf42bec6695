"""Writing the sheets of a hearing: each juror's own, and the jury's common one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import F

from eig.accounts.models import User
from eig.common.dates import clock_time
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.journal.steps import record
from eig.juries import rules
from eig.juries.models.hearings import Hearing, Mark, Sheet
from eig.juries.models.juries import Jury
from eig.juries.workflow.seats import lock

Marks = Mapping[int, int]
NOT_YET = 0
"""The version of a sheet, or of notes, of which nothing was stored when they were read."""
STALE = "Cette fiche a été modifiée dans une autre fenêtre depuis que vous l’avez ouverte."


class Opinion(TypedDict, total=False):
    """What a jury finally says of one hearing; what is not given stays as it was."""

    favourable: bool | None
    rank: int | None
    reason: str
    favourite: bool


FOLLOWERS: list[Callable[..., None]] = []
"""What follows a common sheet, ``follow(hearing, by=, at=)``: each floor above that gives something to hear adds its
own."""


@transaction.atomic
def save_marks(hearing: Hearing, marks: Marks, comment: str, *, version: int, by: User, at: datetime) -> Sheet:
    """Write one's own sheet: ``marks`` by criterion number, all of them. Done twice, changes nothing.

    Raises ``StepRefused`` for someone who does not sit, before the day, after the publication, and for a mark
    that is missing or outside its scale; ``StaleVersion`` when the sheet is no longer at the ``version`` that was read.
    """
    hearing.jury = lock(hearing.jury)
    if not rules.sits(by, hearing.jury):
        raise StepRefused("Seuls les membres de ce jury notent cette audition.")
    check_signed(by, hearing.jury)
    _check(hearing, marks, at)
    return _write(hearing, by, marks, {"comment": comment.strip()}, version=version, by=by, at=at)


@transaction.atomic
def save_common_sheet(
    hearing: Hearing,
    marks: Marks,
    *,
    comment: str = "",
    version: int,
    by: User,
    at: datetime,
    **opinion: Unpack[Opinion],
) -> Sheet:
    """Write the jury's common sheet, with its opinion when given; the rapporteur alone. Done twice, changes nothing.

    Raises ``StepRefused`` like ``save_marks``, and when the jury gave this rank to another hearing.
    """
    hearing.jury = lock(hearing.jury)
    if not rules.reports(by, hearing.jury):
        raise StepRefused("Seul le rapporteur du jury saisit la fiche commune.")
    check_signed(by, hearing.jury)
    _check(hearing, marks, at)
    _check_rank(hearing, opinion.get("rank"))
    values = {"comment": comment.strip(), **tidy(opinion)}
    sheet = _write(hearing, None, marks, values, version=version, by=by, at=at)
    for follow in FOLLOWERS:
        follow(hearing, by=by, at=at)
    return sheet


def check_signed(user: User, jury: Jury) -> None:
    """Raises ``StepRefused`` for a juror who has not signed the charter."""
    if not rules.has_signed(user, jury):
        raise StepRefused("Signez d’abord la charte du jury : elle vous attend sur votre page d’auditions.")


def _check(hearing: Hearing, marks: Marks, at: datetime) -> None:
    if reason := rules.closed_because(hearing, at):
        raise StepRefused(reason)
    lines = {line.pk: line for line in rules.criteria(hearing.jury)}
    if missing := [str(line) for pk, line in lines.items() if pk not in marks]:
        raise StepRefused(f"Il manque une note : {', '.join(missing)}.")
    for pk, value in marks.items():
        if pk not in lines:
            raise StepRefused("Ce critère n’est pas celui de ce jury.")
        if not lines[pk].mark_min <= value <= lines[pk].mark_max:
            raise StepRefused(f"« {lines[pk]} » se note de {lines[pk].mark_min} à {lines[pk].mark_max}.")


def _check_rank(hearing: Hearing, rank: int | None) -> None:
    taken = Sheet.objects.common().filter(hearing__jury=hearing.jury_id, rank=rank).exclude(hearing=hearing)
    if rank is not None and (other := taken.select_related("hearing").first()):
        hour = clock_time(other.hearing.starts_at)
        raise StepRefused(f"Le rang {rank} est déjà donné à l’audition de {hour} : videz d’abord ce rang-là.")


def tidy(opinion: Opinion) -> dict:
    """The opinion with the spaces around its texts removed."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in opinion.items()}


def _write(
    hearing: Hearing, juror: User | None, marks: Marks, values: dict, *, version: int, by: User, at: datetime
) -> Sheet:
    sheet = Sheet.objects.filter(hearing=hearing, juror=juror).first()
    if sheet and _says(sheet, marks, values):
        return sheet
    sheet = _enter(hearing, juror, version, {**values, "entered_by": by, "entered_at": at})
    Mark.objects.bulk_create(
        [Mark(sheet=sheet, criterion_id=pk, value=value) for pk, value in marks.items()],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["value"],
    )
    sentence = "Fiche individuelle saisie" if juror else "Fiche commune saisie"
    record(hearing, "save_sheet", sentence, by=by, at=at)
    return sheet


def _enter(hearing: Hearing, juror: User | None, version: int, entered: dict) -> Sheet:
    """The first insert, or the update of the version that was read. Raises ``StaleVersion`` when it is neither."""
    rows = Sheet.objects.filter(hearing=hearing, juror=juror)
    if version == NOT_YET:
        _, written = Sheet.objects.get_or_create(hearing=hearing, juror=juror, defaults=entered)
    else:
        written = bool(rows.filter(version=version).update(version=F("version") + 1, **entered))
    if not written:
        raise StaleVersion(STALE)
    return rows.get()


def _says(sheet: Sheet, marks: Marks, values: dict) -> bool:
    """Whether a sheet already holds exactly this."""
    same = all(getattr(sheet, name) == value for name, value in values.items())
    return same and dict(sheet.marks.values_list("criterion", "value")) == dict(marks)
