"""Who sits: invitations, answers, substitutes, the charter."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from eig.accounts.models import User
from eig.common.clock import shifted
from eig.common.flow import StepRefused
from eig.common.rows import held
from eig.journal.steps import record, take_step
from eig.juries import rules
from eig.juries.letters import seats
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import HalfDay, Jury, JurySeat
from eig.juries.states import LIVE, SeatStatus
from eig.juries.workflow.attendance import follow_seats
from eig.notifications.workflow import post


def lock(jury: Jury) -> Jury:
    """The jury as it is now, its row held until the end of the transaction: one writer at a time in a jury."""
    return held(Jury.objects.select_for_update(no_key=True, of=("self",)).select_related("promotion"), jury.pk)


@transaction.atomic
def seat(jury: Jury, user: User, *, rapporteur: bool = False, by: User | None, at: datetime) -> JurySeat:
    """Enter a person who already said yes, or change their part; a new rapporteur takes over from the former one.

    The juror is told, unless the half-day is over. Done twice, changes nothing. Raises ``StepRefused`` for someone
    who sits in enough juries already, or who is elsewhere at the hour of a hearing.
    """
    place, changed = _place(jury, user, rapporteur, by, at)
    if place.status != SeatStatus.ACCEPTED:
        take_step(place, "accept", by=by, at=at, answered_at=at, charter_signed_at=_signature(place))
    elif not changed:
        return place
    if at < shifted(jury.meets_at, 1):
        post(seats.seated(place), at=at)
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
    """Invite the person at an address by letter; an account is opened when there is none, to sign in by code.

    Someone who already has a place keeps their answer; a new rapporteur takes over from the former one.
    Raises ``StepRefused`` like ``seat``.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User.objects.create_user(email, first_name=first_name.strip(), last_name=last_name.strip())
    place, changed = _place(jury, user, rapporteur, by, at)
    if place.status not in LIVE:
        invite_again(place, by=by, at=at)
    elif changed:
        draft = seats.seated if place.status == SeatStatus.ACCEPTED else seats.invited
        post(draft(place), at=at)
    return place


@transaction.atomic
def invite_again(place: JurySeat, *, by: User | None, at: datetime) -> None:
    """Ask once more someone who had declined or been replaced. Raises ``StepRefused`` like ``seat``."""
    _check_load(place.user, place.jury)
    take_step(place, "invite_again", by=by, at=at, answered_at=None, seated_at=at)
    follow_seats(place.jury)
    post(seats.invited(place), at=at)


@transaction.atomic
def accept(place: JurySeat, *, half_days: Iterable[str], by: User, at: datetime) -> None:
    """Say yes, with the half-days on which one can sit; the next step is the charter. Done twice, changes nothing.

    Raises ``StepRefused`` when no half-day of the promotion is ticked, once the half-day is over, or for someone who
    declined and sits in enough other juries since.
    """
    _check_ahead(_locked(place), at)
    offered = {half_day.code for half_day in Jury.objects.half_days(place.jury.promotion, place.jury.stage)}
    chosen = sorted(set(half_days) & offered)
    if not chosen:
        raise StepRefused("Cochez au moins une demi-journée où vous pouvez siéger.")
    if place.status == SeatStatus.ACCEPTED and place.half_days == chosen:
        return
    if place.status not in LIVE:
        _check_load(place.user, place.jury)
    signature = _signature(place)
    note = ", ".join(str(HalfDay.read(code)) for code in chosen)
    if place.status == SeatStatus.ACCEPTED:
        JurySeat.objects.filter(pk=place.pk).update(half_days=chosen)
        record(place, "half_days", "Demi-journées possibles changées", by=by, at=at, note=note)
    else:
        values = {"answered_at": at, "half_days": chosen, "charter_signed_at": signature}
        take_step(place, "accept", by=by, at=at, note=note, **values)
        follow_seats(place.jury)
        post(seats.accepted(place), at=at)


@transaction.atomic
def decline(
    place: JurySeat,
    *,
    reason: str = "",
    substitute_name: str = "",
    substitute_email: str = "",
    by: User,
    at: datetime,
) -> None:
    """Say no, or give up one's place, and perhaps propose someone else. Done twice, changes nothing.

    Raises ``StepRefused`` once a hearing is marked, or the half-day over.
    """
    _check_ahead(_locked(place), at)
    said = {"substitute_name": substitute_name.strip(), "substitute_email": substitute_email.strip()}
    if place.status == SeatStatus.DECLINED and said == {name: getattr(place, name) for name in said}:
        return
    if rules.marked(place):
        raise StepRefused("Vous avez déjà noté une audition de ce jury : votre place reste.")
    take_step(place, "decline", by=by, at=at, note=reason.strip(), rapporteur=False, answered_at=at, **said)
    follow_seats(place.jury)
    post(seats.declined(place), at=at)


@transaction.atomic
def replace(
    place: JurySeat, *, email: str, first_name: str = "", last_name: str = "", by: User, at: datetime
) -> JurySeat:
    """Invite someone else in the place of a juror, with the same part in the jury.

    Raises ``StepRefused`` when the juror has already marked a hearing.
    """
    lock(place.jury)
    if rules.marked(place):
        raise StepRefused(f"{place.user} a déjà noté une audition de ce jury : sa place reste.")
    if place.user.email.lower() == email.strip().lower():
        raise StepRefused("C’est l’adresse de la personne à remplacer : donnez celle de son suppléant.")
    part = place.rapporteur
    take_step(place, "replace", by=by, at=at, note=email, rapporteur=False)
    follow_seats(place.jury)
    names = {"first_name": first_name, "last_name": last_name}
    return invite(place.jury, email=email, **names, rapporteur=part, by=by, at=at)


@transaction.atomic
def sign_charter(place: JurySeat, *, by: User, at: datetime) -> None:
    """Sign the charter for every place of the same promotion; files open from then on. Done twice, changes nothing.

    Raises ``StepRefused`` before the invitation is accepted.
    """
    mine = list(JurySeat.objects.charter_of(place.user, place.jury.promotion_id).accepted().select_for_update())
    if place.pk not in {own_place.pk for own_place in mine}:
        raise StepRefused("La charte se signe une fois l’invitation acceptée.")
    for own_place in mine:
        if own_place.charter_signed_at is None:
            JurySeat.objects.filter(pk=own_place.pk).update(charter_signed_at=at)
            record(own_place, "sign_charter", "Charte du jury signée", by=by, at=at)
    place.refresh_from_db(fields=["charter_signed_at"])


@transaction.atomic
def unseat(jury: Jury, user: User, *, by: User | None, at: datetime) -> None:
    """Take a person's place in a jury away.

    Raises ``StepRefused`` when they have already marked a hearing of it.
    """
    lock(jury)
    if Sheet.objects.filter(hearing__jury=jury, juror=user).exists():
        raise StepRefused(f"{user} a déjà noté une audition de ce jury : sa place reste.")
    place = JurySeat.objects.filter(jury=jury, user=user).select_related("jury__promotion", "user").first()
    if not place:
        return
    if place.status in LIVE and at < shifted(jury.meets_at, 1):
        post(seats.unseated(place, at), at=at)
    place.delete()
    follow_seats(jury)
    record(jury, "unseat", "Juré retiré", by=by, at=at, note=str(user))


def _place(jury: Jury, user: User, rapporteur: bool, by: User | None, at: datetime) -> tuple[JurySeat, bool]:
    """The place of a person with the part asked for, created when there is none, and whether it is new or changed."""
    lock(jury)
    found = JurySeat.objects.filter(jury=jury, user=user).first()
    if found and found.rapporteur == rapporteur:
        return found, False
    if found is None or found.status not in LIVE:
        _check_load(user, jury)
    if rapporteur:
        JurySeat.objects.filter(jury=jury, rapporteur=True).update(rapporteur=False)
    if found and found.status not in LIVE:
        take_step(found, "invite_again", by=by, at=at, answered_at=None, seated_at=at)
    place, _ = JurySeat.objects.update_or_create(
        jury=jury,
        user=user,
        defaults={"rapporteur": rapporteur},
        create_defaults={"rapporteur": rapporteur, "seated_at": at},
    )
    part = f"{user}, rapporteur" if rapporteur else str(user)
    record(jury, "seat", "Juré nommé", by=by, at=at, note=part)
    follow_seats(jury)
    return place, True


def _locked(place: JurySeat) -> JurySeat:
    """The place as the last writer left it, its jury held still."""
    lock(place.jury)
    place.refresh_from_db(fields=["status", "half_days", "substitute_name", "substitute_email"])
    return place


def _check_load(user: User, jury: Jury) -> None:
    if refusal := rules.load_refusal(user, jury):
        raise StepRefused(refusal)


def _signature(place: JurySeat) -> datetime | None:
    """When the same person signed the charter for another place of the promotion, if they did."""
    others = JurySeat.objects.charter_of(place.user, place.jury.promotion_id).exclude(charter_signed_at=None)
    return others.values_list("charter_signed_at", flat=True).first()


def _check_ahead(place: JurySeat, at: datetime) -> None:
    if at >= shifted(place.jury.meets_at, 1):
        raise StepRefused("Cette demi-journée est passée : il n’y a plus rien à répondre.")
