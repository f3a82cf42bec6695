"""The verbs of the ten months."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from candidates.models import Offer
from challenges.models import Challenge, Stakeholder
from eig.accounts.models import User, coordination
from eig.common import clock
from eig.common.dates import long_day
from eig.common.flow import StepRefused
from eig.journal.steps import take_step
from eig.notifications.ladder import LATENESS, Rung, reached
from eig.notifications.workflow import post
from eig.promotions.ladders import Calendar, ladder
from eig.promotions.models.programmes import month_after
from mentoring import letters
from mentoring.models import CheckIn, Mission, Placement, offers_to_place
from mentoring.states import CheckInKind


def _monthly(calendar: Calendar) -> list[datetime]:
    """The last minute of each month of a mission of the promotion's length."""
    start = calendar.starts_on
    months = range(1, calendar.months + 1)
    return [clock.paris(month_after(start, month, minus_days=1), 23, 59) for month in months] if start else []


RUNGS = ladder(
    letters.CHECKIN_DUE,
    (Rung("D-5", -5), Rung("D", 0), Rung("D+3", 3)),
    "aux mentors et aux lauréats qui n’auront pas rempli leur point d’étape",
    deadlines=_monthly,
).rungs
ESCALATION = Rung("D+7", 7)
ladder(letters.CHECKIN_LATE, (ESCALATION,), "à la coordination, s’il en manque", deadlines=_monthly)
FIELDS = ("mood", "progress", "blocked", "blockers", "help_needed", "next_step", "next_on")


@transaction.atomic
def open_missions(*, at: datetime) -> int:
    """Give each accepted offer its place: the challenge's mission, the placement, the check-ins expected.

    Returns how many people were placed. Repeatable, and harmless when run by two at once: the database keeps one
    row of each. A challenge starts on its own day, else on its promotion's; without a day, nothing opens yet.
    """
    offers = [offer for offer in offers_to_place() if clock.today(at) < _last_day(offer)]
    if not offers:
        return 0
    missions = _missions([offer.position.challenge for offer in offers], at)
    placements = _placements(offers, missions, clock.today(at))
    _expect(placements, missions)
    _tell(placements, missions, at)
    return len(placements)


@transaction.atomic
def log_checkin(checkin: CheckIn, values: Mapping, *, by: User, at: datetime) -> None:
    """Fill a check-in, once and for all; tell the coordination when something blocks.

    ``values`` holds ``mood`` (1 to 4), ``progress``, ``blocked``, ``blockers``, ``help_needed``, ``next_step`` and
    ``next_on``. Raises ``StepRefused`` when it is filled already, opens later, or says too little.
    """
    if clock.today(at) < checkin.opens_on:
        raise StepRefused(f"Ce point d’étape se remplit à partir du {long_day(checkin.opens_on)}.")
    answer = {name: values[name] for name in FIELDS if name in values}
    _check(answer)
    take_step(checkin, "log", by=by, at=at, author=by, logged_at=at, **answer)
    if checkin.blocked:
        post(letters.blocker(checkin, coordination()), at=at)


def remind(*, at: datetime) -> int:
    """Post the rungs that are due now, to those who have not answered; returns how many letters were asked for.

    Five days before, the day itself and three days after to whoever answers; a week after to the coordination.
    """
    today = clock.today(at)
    first = today - timedelta(days=(ESCALATION.days or 0) + LATENESS.days)
    rows = CheckIn.objects.due_between(first, today + timedelta(days=5)).with_people(today)
    checkins = list(rows.order_by("pk"))
    drafts = [draft for checkin in checkins for draft in _rung_drafts(checkin, at)]
    missing = [checkin for checkin in checkins if _rung([ESCALATION], checkin, at)]
    if missing:
        drafts += letters.checkins_late(missing, ESCALATION, list(coordination()))
    return post(drafts, at=at)


def _last_day(offer: Offer) -> date:
    challenge = offer.position.challenge
    return month_after(_first_day(challenge), challenge.duration, minus_days=1)


def _first_day(challenge: Challenge) -> date:
    return challenge.starts_on or challenge.promotion.starts_on  # type: ignore[return-value]  # offers_to_place has one


def _missions(challenges: list[Challenge], at: datetime) -> dict[int, Mission]:
    """The mission of each challenge, by challenge number, created where there is none."""
    by_pk = {challenge.pk: challenge for challenge in sorted(challenges, key=lambda one: one.pk)}
    rows = [_mission(challenge, at) for challenge in by_pk.values()]
    Mission.objects.bulk_create(rows, ignore_conflicts=True)
    found = Mission.objects.filter(challenge__in=by_pk)
    missions = {mission.challenge_id: mission for mission in found}
    for pk, mission in missions.items():
        mission.challenge = by_pk[pk]
    return missions


def _mission(challenge: Challenge, at: datetime) -> Mission:
    start = _first_day(challenge)
    end = month_after(start, challenge.duration, minus_days=1)
    return Mission(challenge=challenge, starts_on=start, ends_on=end, opened_at=at)


def _placements(offers: list[Offer], missions: dict[int, Mission], today: date) -> list[Placement]:
    """Whoever accepts during the mission arrives that day at the earliest."""
    rows = []
    for offer in offers:
        mission = missions[offer.position.challenge_id]
        start = max(mission.starts_on, min(today, mission.ends_on - timedelta(days=1)))
        rows.append(Placement(mission=mission, offer=offer, starts_on=start, ends_on=mission.ends_on))
    Placement.objects.bulk_create(rows, ignore_conflicts=True)
    by_offer = {offer.pk: offer for offer in offers}
    placements = list(Placement.objects.filter(offer__in=by_offer).order_by("pk"))
    for placement in placements:
        placement.offer = by_offer[placement.offer_id]
        placement.mission = missions[placement.offer.position.challenge_id]
    return placements


def _expect(placements: list[Placement], missions: dict[int, Mission]) -> None:
    """One check-in a month: the mentors share one for the mission, each person has their own."""
    rows = [
        CheckIn(mission=mission, kind=CheckInKind.MENTOR, month=month, due_on=mission.due_on(month))
        for mission in missions.values()
        for month in range(1, mission.months + 1)
    ]
    rows += [
        CheckIn(mission=place.mission, placement=place, kind=CheckInKind.EIG, month=month, due_on=due_on)
        for place in placements
        for month in range(1, place.mission.months + 1)
        if (due_on := place.mission.due_on(month)) >= place.starts_on
    ]
    CheckIn.objects.bulk_create(rows, ignore_conflicts=True)


def _tell(placements: list[Placement], missions: dict[int, Mission], at: datetime) -> None:
    """To mentors and to the people placed, once each: the outbox keeps the first letter of each key."""
    mentors, teams = defaultdict(list), defaultdict(list)
    for mentor in Stakeholder.objects.mentors().filter(challenge__in=missions).select_related("user"):
        mentors[mentor.challenge_id].append(mentor)
    for placement in placements:
        teams[placement.mission.challenge_id].append(placement)
    drafts = []
    for pk, mission in missions.items():
        drafts += letters.mission_opened(mission, teams[pk], mentors[pk])
        drafts += [letters.placement_opened(placement, mission, mentors[pk]) for placement in teams[pk]]
    post(drafts, at=at)


def _check(answer: Mapping) -> None:
    if not answer.get("mood") or not answer.get("progress", "").strip():
        raise StepRefused("Un point d’étape dit la météo et les avancées.")
    if answer.get("blocked") and not answer.get("blockers", "").strip():
        raise StepRefused("Dites en quelques mots ce qui bloque.")


def _rung_drafts(checkin: CheckIn, at: datetime) -> list:
    rung = _rung(RUNGS, checkin, at)
    return letters.checkin_due(checkin, rung) if rung else []


def _rung(rungs: tuple[Rung, ...] | list[Rung], checkin: CheckIn, at: datetime) -> Rung | None:
    return reached(rungs, checkin.deadline, at, since=checkin.mission.opened_at)
