"""Placing somebody without waiting for an offer, and ending a placement."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from candidates.selection.models.offers import Offer
from candidates.selection.states import OfferStatus
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.models.positions import Position
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.common import clock
from eig.common.dates import long_day, short_day
from eig.common.flow import StepRefused
from eig.common.refusals import refused_with, sentences_of
from eig.common.rows import held
from eig.journal.steps import record
from eig.notifications.workflow import post
from mentoring.missions.letters import changes
from mentoring.missions.models.missions import MENTOR_KINDS, Mission, planned_days
from mentoring.missions.models.placements import Placement
from mentoring.missions.states import EndReason
from mentoring.missions.workflow.expectations import expect
from mentoring.missions.workflow.opening import opened

KEPT = (ChallengeStatus.SELECTED, ChallengeStatus.PUBLISHED)


@transaction.atomic
def place(person: User, position: Position, *, starts_on: date, ends_on: date, by: User, at: datetime) -> Placement:
    """Put somebody on a position, from a day to another; the mission is created when there is none.

    What is over is only remembered: nobody is told, nothing is expected. Else it goes as for an offer accepted, and an
    accepted offer for this position is the placement's. Raises ``StepRefused`` when the challenge was not kept, when
    the days are not the mission's, or when the person is there already at these dates.
    """
    if position.challenge.status not in KEPT:
        raise StepRefused("Personne ne travaille sur un dossier qui n’a pas été retenu.")
    _check_order(starts_on, ends_on)
    mission = _mission(position, starts_on, ends_on, at)
    _check_inside(mission, starts_on, ends_on)
    over = ends_on < clock.today(at)
    placement = Placement(
        mission=mission,
        person=person,
        position=position,
        offer=_offer(person, position),
        starts_on=starts_on,
        ends_on=ends_on,
        ended_why=EndReason.COMPLETED if over else "",
    )
    with refused_with(sentences_of(Placement)):
        placement.save()
    note = f"{person}, {position.family}, {_days(placement)}"
    record(mission, "place", "Personne placée", by=by, at=at, note=note)
    if not over:
        expect([mission], at=at)
        post(opened([placement], {mission.challenge_id: mission}, at), at=at)
    return placement


@transaction.atomic
def end_placement(placement: Placement, *, on: date, why: str, by: User, at: datetime, tell: bool = True) -> None:
    """Say when somebody leaves, and why; may be said again. What was to be filled after that day is not expected.

    The person and the mentors in place are told a new day, never the reason, unless another letter does.
    Raises ``StepRefused`` for a day before the arrival or after the end of the mission, and when nothing changes.
    """
    row = held(_locked(), placement.pk)
    if on < row.starts_on:
        raise StepRefused(f"L’arrivée est le {long_day(row.starts_on)} : le départ ne vient pas avant.")
    if on > row.mission.ends_on:
        raise StepRefused(f"La mission se termine le {long_day(row.mission.ends_on)} : le départ ne vient pas après.")
    if (row.ends_on, row.ended_why) == (on, why):
        raise StepRefused("Ce départ est déjà enregistré, à cette date et pour cette raison.")
    moved = row.ends_on != on
    row.ends_on, row.ended_why = on, why
    with refused_with(sentences_of(Placement)):
        row.save(update_fields=["ends_on", "ended_why"])
    placement.ends_on, placement.ended_why = on, why
    note = f"{row.person}, le {short_day(on)} : {EndReason(why).label}"
    record(row.mission, "end_placement", "Départ enregistré", by=by, at=at, note=note)
    expect([row.mission], at=at)
    if moved and tell:
        post(changes.placement_ended(row, told_of(row, at), at), at=at)


def end_with_offer(offer: Offer, by: User, at: datetime, reason: str) -> None:
    """Whoever was at work on a seat that is given up or taken back leaves that day; before their arrival, then."""
    placement = Placement.objects.filter(offer=offer).select_related("mission").first()
    if placement and placement.ends_on < clock.today(at):
        raise StepRefused("Cette personne a terminé sa mission : sa place ne se libère plus.")
    if placement and not placement.ended_why:
        day = min(max(clock.today(at), placement.starts_on), placement.ends_on)
        gone = EndReason.RESIGNED if day > placement.starts_on else EndReason.NEVER_CAME
        why = gone if offer.status == OfferStatus.RESIGNED else EndReason.OTHER
        end_placement(placement, on=day, why=why, by=by, at=at, tell=False)


def told_of(placement: Placement, at: datetime) -> list[Stakeholder]:
    """The mentors who are told of a departure, besides the person: those in place today."""
    mentors = Stakeholder.objects.on(clock.today(at)).filter(
        challenge=placement.mission.challenge_id, kind__in=MENTOR_KINDS
    )
    return list(mentors.select_related("user").order_by("pk"))


def _locked() -> QuerySet[Placement]:
    rows = Placement.objects.select_for_update(of=("self",))
    return rows.select_related("person", "mission__challenge__promotion", "mission__challenge__administration")


def _mission(position: Position, starts_on: date, ends_on: date, at: datetime) -> Mission:
    """The mission of the position's challenge, by its calendar, else by the days of whoever is placed first."""
    start, end = planned_days(position.challenge) or (starts_on, ends_on)
    days = {"starts_on": start, "ends_on": end, "opened_at": at}
    mission = Mission.objects.get_or_create(challenge=position.challenge, defaults=days)[0]
    mission.challenge = position.challenge
    return mission


def _check_order(starts_on: date, ends_on: date) -> None:
    if ends_on <= starts_on:
        raise StepRefused("Le départ vient après l’arrivée.")


def _check_inside(mission: Mission, starts_on: date, ends_on: date) -> None:
    if starts_on < mission.starts_on or ends_on > mission.ends_on:
        first, last = long_day(mission.starts_on), long_day(mission.ends_on)
        raise StepRefused(f"La mission va du {first} au {last} : choisissez des dates entre ces deux jours.")


def _offer(person: User, position: Position) -> Offer | None:
    return Offer.objects.accepted().filter(application__user=person, position=position, placement=None).first()


def _days(placement: Placement) -> str:
    return f"du {short_day(placement.starts_on)} au {short_day(placement.ends_on)}"
