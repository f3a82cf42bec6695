"""Opening missions once offers are accepted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from candidates.selection.models.offers import Offer
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder
from eig.common import clock
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from mentoring.missions.letters import opening as letters
from mentoring.missions.models.missions import Mission, planned_days
from mentoring.missions.models.placements import Placement, offers_of_placed, offers_to_place
from mentoring.missions.workflow.expectations import expect


@transaction.atomic
def open_missions(*, at: datetime) -> int:
    """Give each accepted offer its place: mission, placement, and what the rooms above expect of them.

    Returns how many people were placed. Repeatable, and harmless when run by two at once: the database keeps one
    row of each. A challenge starts on its own day, else on its promotion's; without a day, nothing opens yet.
    """
    _attach()
    offers = [offer for offer in offers_to_place() if clock.today(at) < _last_day(offer)]
    if not offers:
        return 0
    missions = _missions([offer.position.challenge for offer in offers], at)
    placements = _placements(offers, missions, clock.today(at))
    expect(missions.values(), at=at)
    post(opened(placements, missions, at), at=at)
    return len(placements)


def _attach() -> None:
    """An offer accepted after the coordination placed the person is that of the placement."""
    for offer in offers_of_placed().select_related("application"):
        mine = Placement.objects.filter(offer=None, ended_why="", position=offer.position_id)
        last = mine.filter(person=offer.application.user_id).order_by("-ends_on").values("pk")[:1]
        Placement.objects.filter(pk__in=last).update(offer=offer)


def _last_day(offer: Offer) -> date:
    return _days(offer.position.challenge)[1]


def _days(challenge: Challenge) -> tuple[date, date]:
    return planned_days(challenge)  # type: ignore[return-value]  # offers_to_place has a first day


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
    start, end = _days(challenge)
    return Mission(challenge=challenge, starts_on=start, ends_on=end, opened_at=at)


def _placements(offers: list[Offer], missions: dict[int, Mission], today: date) -> list[Placement]:
    """Whoever accepts during the mission arrives that day at the earliest."""
    rows = []
    for offer in offers:
        mission = missions[offer.position.challenge_id]
        start = max(mission.starts_on, min(today, mission.ends_on - timedelta(days=1)))
        seat = {"offer": offer, "person": offer.application.user, "position": offer.position}
        rows.append(Placement(mission=mission, **seat, starts_on=start, ends_on=mission.ends_on))
    Placement.objects.bulk_create(rows, ignore_conflicts=True)
    by_offer = {offer.pk: offer for offer in offers}
    placements = list(Placement.objects.filter(offer__in=by_offer).with_names().order_by("pk"))
    for placement in placements:
        placement.mission = missions[placement.position.challenge_id]
    return placements


def opened(placements: Iterable[Placement], missions: Mapping[int, Mission], at: datetime) -> list[Draft]:
    """To mentors and to the people placed, once each: the outbox keeps the first letter of each key.

    ``missions`` goes from the numbers of challenges to theirs. Mentors are those who will be there when it begins.
    """
    mentors, teams = defaultdict(list), defaultdict(list)
    for mentor in Stakeholder.objects.mentors().filter(challenge__in=missions).select_related("user").order_by("pk"):
        mentors[mentor.challenge_id].append(mentor)
    for placement in placements:
        teams[placement.mission.challenge_id].append(placement)
    drafts = []
    for pk, mission in missions.items():
        there = [mentor for mentor in mentors[pk] if _there(mentor, max(mission.starts_on, clock.today(at)))]
        drafts += letters.mission_opened(mission, teams[pk], there)
        drafts += [letters.placement_opened(placement, mission, there) for placement in teams[pk]]
    return drafts


def _there(mentor: Stakeholder, day: date) -> bool:
    return (mentor.since is None or mentor.since <= day) and (mentor.until is None or mentor.until >= day)
