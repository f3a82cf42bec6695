"""Missions follow the calendar of their promotion, and the challenge's own day and length, when somebody says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from challenges.proposal.models.people import Stakeholder
from eig.accounts.models import User
from eig.common import clock
from eig.common.dates import short_day
from eig.common.keeping.version import StaleVersion, mark
from eig.common.refusals import refused_with, sentences_of
from eig.journal.steps import record
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from eig.promotions.models.programmes import Promotion
from mentoring.missions.letters import changes
from mentoring.missions.models.missions import MENTOR_KINDS, Mission, planned_days
from mentoring.missions.models.placements import Placement
from mentoring.missions.workflow.expectations import expect, foretold, with_people

READ_AGAIN = "Les missions ou leur calendrier viennent de changer : relisez ce qui serait modifié, rien n’est fait."


@dataclass
class Move:
    """A mission with its new days, not written yet: the former ones, what follows from it in words, who is told."""

    mission: Mission
    before: tuple[date, date]
    lines: list[str]
    drafts: list[Draft]


def moves(promotion: Promotion, *, at: datetime) -> list[Move]:
    """The missions of a promotion that its calendar would move, as ``follow_calendar`` would leave them.

    What is over, or would be, stays as it is. A few queries, always as many.
    """
    rows = Mission.objects.filter(challenge__promotion=promotion).select_related(
        "challenge__promotion", "challenge__administration"
    )
    return _moves([mission for mission in rows.order_by("challenge__key", "pk") if strays(mission, at)], at)


def strays(mission: Mission, at: datetime) -> bool:
    """Whether a mission under way, or to come, has other days than its calendar."""
    days, today = planned_days(mission.challenge), clock.today(at)
    return bool(days and days != (mission.starts_on, mission.ends_on) and min(days[1], mission.ends_on) >= today)


def digest(found: Sequence[Move]) -> str:
    """A mark of what would change, so that what is confirmed is what was read."""
    return mark({move.mission.pk: f"{move.before} {move.mission.starts_on} {move.mission.ends_on}" for move in found})


@transaction.atomic
def follow_calendar(promotion: Promotion, *, version: str = "", by: User, at: datetime) -> int:
    """Give the missions of a promotion the days of its calendar; returns how many moved. Repeatable.

    The people placed move with their mission, those who left stay as they are; check-ins still expected move, are
    added or taken away, those that are filled stay. Mentors in place and people are told once. ``version`` is the
    ``digest`` of what was read: raises ``StaleVersion`` when something else would happen.
    """
    list(Mission.objects.select_for_update().filter(challenge__promotion=promotion).order_by("pk"))
    found = moves(promotion, at=at)
    if version and version != digest(found):
        raise StaleVersion(READ_AGAIN)
    for move in found:
        _write(move, by, at)
    missions = [move.mission for move in found]
    if missions:
        expect(missions, at=at)
        post([draft for move in found for draft in move.drafts], at=at)
    return len(found)


def _moves(missions: list[Mission], at: datetime) -> list[Move]:
    found = [_moved(mission) for mission in with_people(missions)]
    mentors: dict[int, list[Stakeholder]] = {}
    rows = Stakeholder.objects.on(clock.today(at)).filter(challenge__mission__in=missions, kind__in=MENTOR_KINDS)
    for mentor in rows.select_related("user").order_by("pk"):
        mentors.setdefault(mentor.challenge_id, []).append(mentor)
    lines = foretold(missions, at=at)
    for move in found:
        mission = move.mission
        move.lines += lines[mission.pk]
        team = [place for place in mission.team if not place.ended_why]
        move.drafts += changes.mission_moved(mission, team, mentors.get(mission.challenge_id, []), at)
    return found


def _moved(mission: Mission) -> Move:
    """The mission and its team with their new days, in memory."""
    before = (mission.starts_on, mission.ends_on)
    after = planned_days(mission.challenge) or before
    mission.starts_on, mission.ends_on = after
    for place in mission.team:
        if not place.ended_why:
            _move_place(place, before, after)
    return Move(mission, before, [], [])


def _move_place(place: Placement, before: tuple[date, date], after: tuple[date, date]) -> None:
    """Whoever came or leaves with the mission still does; other days stay, inside the new ones."""
    first, last = after
    start = first if place.starts_on == before[0] else min(max(place.starts_on, first), last)
    end = last if place.ends_on == before[1] else min(place.ends_on, last)
    place.starts_on, place.ends_on = start, max(start, end)


def _write(move: Move, by: User, at: datetime) -> None:
    mission = move.mission
    Mission.objects.filter(pk=mission.pk).update(starts_on=mission.starts_on, ends_on=mission.ends_on)
    with refused_with(sentences_of(Placement)):
        Placement.objects.bulk_update(mission.team, ["starts_on", "ends_on"])
    was, now = (_span(*days) for days in (move.before, (mission.starts_on, mission.ends_on)))
    note = "\n".join([f"{was} → {now}", *move.lines])
    record(mission, "follow_calendar", "Dates de la mission recalées", by=by, at=at, note=note)


def _span(first: date, last: date) -> str:
    return f"du {short_day(first)} au {short_day(last)}"
