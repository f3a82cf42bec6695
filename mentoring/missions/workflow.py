"""Opening missions once offers are accepted."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from candidates.selection.models.offers import Offer
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder
from eig.common import clock
from eig.notifications.workflow import post
from eig.promotions.models.programmes import month_after
from mentoring.missions import letters
from mentoring.missions.models import Mission, Placement, offers_to_place

OPENINGS: list[Callable[[Sequence[Placement], Sequence[Mission]], None]] = []
"""What begins with a mission: each room above adds its own rows for new placements and their missions, and may be
called again for the same ones."""


@transaction.atomic
def open_missions(*, at: datetime) -> int:
    """Give each accepted offer its place: mission, placement, and what the rooms above expect of them.

    Returns how many people were placed. Repeatable, and harmless when run by two at once: the database keeps one
    row of each. A challenge starts on its own day, else on its promotion's; without a day, nothing opens yet.
    """
    offers = [offer for offer in offers_to_place() if clock.today(at) < _last_day(offer)]
    if not offers:
        return 0
    missions = _missions([offer.position.challenge for offer in offers], at)
    placements = _placements(offers, missions, clock.today(at))
    for prepare in OPENINGS:
        prepare(placements, list(missions.values()))
    _tell(placements, missions, at)
    return len(placements)


def _last_day(offer: Offer) -> date:
    challenge = offer.position.challenge
    return month_after(_first_day(challenge), challenge.duration, minus_days=1)


def _first_day(challenge: Challenge) -> date:
    return challenge.starts_on or challenge.promotion.starts_on  # type: ignore[return-value]  # offers_to_place has one


def _missions(challenges: list[Challenge], at: datetime) -> dict[int, Mission]:
    """The mission of each challenge, by challenge number, created where there is none."""
    by_pk = {challenge.pk: challenge for challenge in sorted(challenges, key=lambda challenge: challenge.pk)}
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
