"""Who is expected at each hearing; kept in step with the seats, the hours and what sets people aside."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F

from eig.common.dates import clock_time, long_day
from eig.common.flow import StepRefused
from eig.common.refusals import refused_with, sentences_of
from eig.juries import rules
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Hearing
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.states import Part

SENTENCES = sentences_of(Hearing, Attendance)


@transaction.atomic
def attend(hearing: Hearing, others: Iterable[Attendance] = ()) -> None:
    """Write who is expected at a hearing: its jury, less those set aside, and ``others`` (unsaved rows).

    Raises ``StepRefused`` when one of them is elsewhere then.
    """
    aside = rules.set_aside([hearing])
    seats = JurySeat.objects.live().filter(jury=hearing.jury_id).select_related("user")
    jurors = [_juror(hearing, seat) for seat in seats if (hearing.pk, seat.user_id) not in aside]
    Attendance.objects.filter(hearing=hearing).delete()
    _enter(hearing, [*jurors, *_distinct(jurors, others)])
    Jury.objects.filter(pk=hearing.jury_id).update(sequence=F("sequence") + 1)


@transaction.atomic
def follow_seats(jury: Jury) -> None:
    """Bring the jurors expected at each hearing of a jury in step with its seats: one query when it hears nobody yet.

    Raises ``StepRefused`` when a new juror is elsewhere at one of these hours.
    """
    hearings = list(Hearing.objects.filter(jury=jury))
    if not hearings:
        return
    aside = rules.set_aside(hearings)
    seats = {seat.user_id: seat for seat in JurySeat.objects.live().filter(jury=jury).select_related("user")}
    wanted = {(hearing.pk, user) for hearing in hearings for user in seats} - aside
    known = {(row.hearing_id, row.user_id): row.pk for row in Attendance.objects.jurors().filter(hearing__in=hearings)}
    Attendance.objects.filter(pk__in=[pk for pair, pk in known.items() if pair not in wanted]).delete()
    for hearing in hearings:
        users = [user for user in seats if (hearing.pk, user) in wanted - known.keys()]
        _enter(hearing, [_juror(hearing, seats[user]) for user in users])


def _juror(hearing: Hearing, seat: JurySeat) -> Attendance:
    return Attendance(hearing=hearing, user=seat.user, email=seat.user.email.lower(), part=Part.JUROR)


def _distinct(jurors: Sequence[Attendance], others: Iterable[Attendance]) -> list[Attendance]:
    """One row for each person, a juror being one already."""
    known = {row.email for row in jurors}
    return list({row.email: row for row in others if row.email not in known}.values())


def _enter(hearing: Hearing, rows: Sequence[Attendance]) -> None:
    if not rows:
        return
    if elsewhere := Attendance.objects.clashing(rows, hearing.during).exclude(hearing=hearing).first():
        raise StepRefused(_taken(elsewhere, hearing))
    with refused_with({**SENTENCES, **rules.BACKSTOPS}):
        Attendance.objects.bulk_create(rows)


def _taken(row: Attendance, hearing: Hearing) -> str:
    other = row.hearing
    occupation = "délibère encore" if other.ends_at <= hearing.starts_at else "est déjà d’une audition"
    when = f"{long_day(other.starts_at)} à {clock_time(other.starts_at)}"
    return f"{row.user or row.email} {occupation} à cette heure : {other.jury}, {when}."
