"""The verbs of juries: who sits, and what the sheets say."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from eig.accounts.models import User
from eig.common.clock import shifted
from eig.common.dates import clock_time
from eig.common.flow import StepRefused
from eig.journal.steps import record
from eig.juries import letters, rules
from eig.juries.models import Hearing, Jury, JurySeat, Mark, Sheet
from eig.notifications.workflow import post

Marks = Mapping[int, int]
GRID = ("comment", "favourable", "rank", "reason", "favourite")


@transaction.atomic
def seat(jury: Jury, user: User, *, rapporteur: bool = False, by: User | None, at: datetime) -> JurySeat:
    """Give a person a place in a jury, or change their part in it; a new rapporteur takes over from the former one.

    The juror is told, unless the half-day is over. Done twice, changes nothing.
    """
    _lock(jury)
    found = JurySeat.objects.filter(jury=jury, user=user).first()
    if found and found.rapporteur == rapporteur:
        return found
    if rapporteur:
        JurySeat.objects.filter(jury=jury, rapporteur=True).update(rapporteur=False)
    place, _ = JurySeat.objects.update_or_create(
        jury=jury, user=user, defaults={"rapporteur": rapporteur}, create_defaults=_new_place(rapporteur, at)
    )
    _tell_seated(place, by, at)
    return place


@transaction.atomic
def invite(
    jury: Jury,
    *,
    email: str,
    first_name: str = "",
    last_name: str = "",
    rapporteur: bool = False,
    by: User | None,
    at: datetime,
) -> JurySeat:
    """Seat the person at an address; an account is opened for them when there is none, to sign in by code."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User.objects.create_user(email, first_name=first_name.strip(), last_name=last_name.strip())
    return seat(jury, user, rapporteur=rapporteur, by=by, at=at)


@transaction.atomic
def unseat(jury: Jury, user: User, *, by: User | None, at: datetime) -> None:
    """Take a person's place in a jury away.

    Raises ``StepRefused`` when they have already marked a hearing of it.
    """
    _lock(jury)
    if Sheet.objects.filter(hearing__jury=jury, juror=user).exists():
        raise StepRefused(f"{user} a déjà noté une audition de ce jury : sa place reste.")
    if JurySeat.objects.filter(jury=jury, user=user).delete()[0]:
        record(jury, "unseat", "Juré retiré", by=by, at=at, note=str(user))


@transaction.atomic
def save_marks(hearing: Hearing, marks: Marks, comment: str, *, by: User, at: datetime) -> Sheet:
    """Write one's own sheet: ``marks`` by criterion number, all of them. Done twice, changes nothing.

    Raises ``StepRefused`` for someone who does not sit, before the day, after the publication, and for a mark
    that is missing or outside its scale.
    """
    _lock(hearing.jury)
    if not rules.sits(by, hearing.jury):
        raise StepRefused("Seuls les membres de ce jury notent cette audition.")
    _check(hearing, marks, at)
    return _write(hearing, by, marks, {"comment": comment.strip()}, by=by, at=at)


@transaction.atomic
def save_common_sheet(
    hearing: Hearing,
    marks: Marks,
    *,
    comment: str = "",
    favourable: bool | None,
    rank: int | None = None,
    reason: str = "",
    favourite: bool = False,
    by: User,
    at: datetime,
) -> Sheet:
    """Write the jury's common sheet with its final grid; the rapporteur alone. Done twice, changes nothing.

    Raises ``StepRefused`` like ``save_marks``, and when the jury gave this rank to another hearing.
    """
    _lock(hearing.jury)
    if not rules.reports(by, hearing.jury):
        raise StepRefused("Seul le rapporteur du jury saisit la fiche commune.")
    _check(hearing, marks, at)
    _check_rank(hearing, rank)
    grid = (comment.strip(), favourable, rank, reason.strip(), favourite)
    return _write(hearing, None, marks, dict(zip(GRID, grid, strict=True)), by=by, at=at)


def _lock(jury: Jury) -> None:
    """One writer at a time in a jury: its ranks and its one rapporteur are judged on what is committed."""
    Jury.objects.select_for_update(no_key=True).get(pk=jury.pk)


def _new_place(rapporteur: bool, at: datetime) -> dict:
    return {"rapporteur": rapporteur, "seated_at": at}


def _tell_seated(place: JurySeat, by: User | None, at: datetime) -> None:
    part = f"{place.user}, rapporteur" if place.rapporteur else str(place.user)
    record(place.jury, "seat", "Juré nommé", by=by, at=at, note=part)
    if at < shifted(place.jury.meets_at, 1):
        post(letters.seated(place), at=at)


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


def _write(hearing: Hearing, juror: User | None, marks: Marks, values: dict, *, by: User, at: datetime) -> Sheet:
    sheet = Sheet.objects.filter(hearing=hearing, juror=juror).first()
    if sheet and _says(sheet, marks, values):
        return sheet
    entered = {**values, "entered_by": by, "entered_at": at}
    sheet, _ = Sheet.objects.update_or_create(hearing=hearing, juror=juror, defaults=entered)
    Mark.objects.bulk_create(
        [Mark(sheet=sheet, criterion_id=pk, value=value) for pk, value in marks.items()],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["value"],
    )
    sentence = "Fiche individuelle saisie" if juror else "Fiche commune saisie"
    record(hearing, "save_sheet", sentence, by=by, at=at)
    return sheet


def _says(sheet: Sheet, marks: Marks, values: dict) -> bool:
    """Whether a sheet already holds exactly this."""
    same = all(getattr(sheet, name) == value for name, value in values.items())
    return same and dict(sheet.marks.values_list("criterion", "value")) == dict(marks)
