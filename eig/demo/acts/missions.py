"""The first months of the missions: check-ins filled on time, late or not at all, and what blocks."""

from datetime import datetime, timedelta
from typing import cast

from challenges.proposal.models.people import Stakeholder
from eig.accounts.models import User
from eig.common import clock
from eig.demo.people import DEMO
from eig.demo.texts import read
from eig.demo.world import World
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.states import Audience, Mood
from mentoring.checkins.workflow.logging import log_checkin
from mentoring.missions.models.placements import Placement

MONTHS = 3
BLOCKED = "Enki"
"""Its mentor fills the third month early, and says what blocks."""


def plan(world: World) -> None:
    """On the day that the missions start, date the check-ins that will be filled."""
    world.script.add(world.calendar.at(9, 1, 9), _plan_months, world)


def _plan_months(world: World, *, at: datetime) -> None:
    checkins = CheckIn.objects.filter(period__lte=MONTHS).select_related("form", "mission__challenge")
    rows = checkins.select_related("placement__person").order_by("period", "form__audience", "pk")
    for rank, checkin in enumerate(rows):
        if day := _day(world, rank, checkin):
            blocked = _says_what_blocks(checkin) or rank % 31 == 5
            world.script.add(clock.paris(day, 9 + rank % 9, rank % 60), _log, world, checkin, blocked)


def _day(world: World, rank: int, checkin: CheckIn):
    """When it is filled: around its day; some are never, those of the demonstration's accounts are awaited."""
    author = _author(checkin)
    if author.email == f"mentor@{DEMO}" and checkin.period > 1:
        return None
    if author.email == f"eig@{DEMO}" and checkin.period == MONTHS:
        return None
    if _says_what_blocks(checkin):
        return checkin.due_on - timedelta(days=5)
    if checkin.period == MONTHS and not checkin.mission.challenge.is_link:
        return checkin.due_on - timedelta(days=6) if rank % 12 == 0 else None
    if checkin.period == 2 and rank % 11 == 0:
        return None
    return checkin.due_on + timedelta(days=world.random.choice([-4, -3, -2, -1, -1, 0, 0, 1, 2, 4]))


def _says_what_blocks(checkin: CheckIn) -> bool:
    mine = checkin.form.audience == Audience.MENTOR and checkin.period == MONTHS
    return mine and checkin.mission.challenge.public_title == BLOCKED


def _author(checkin: CheckIn) -> User:
    if checkin.form.audience == Audience.EIG:
        return cast("Placement", checkin.placement).person
    mentors = Stakeholder.objects.mentors().filter(challenge=checkin.mission.challenge, user__isnull=False)
    return cast("User", cast("Stakeholder", mentors.first()).user)


def _log(world: World, checkin: CheckIn, blocked: bool, *, at: datetime) -> None:
    words = read("checkins")[checkin.form.audience]
    answer = {
        "mood": _mood(world, blocked),
        "progress": world.pick(words["first" if checkin.period == 1 else "next"]),
        "blocked": blocked,
        "blockers": world.pick(words["blockers"]) if blocked else "",
        "help_needed": world.pick(read("checkins")["mentor"]["help"]),
        "next_step": world.pick(read("checkins")["mentor"]["steps"]),
        "next_on": checkin.due_on + timedelta(days=world.random.randrange(8, 30)),
    }
    log_checkin(checkin, answer, by=_author(checkin), at=at)


def _mood(world: World, blocked: bool) -> int:
    if blocked:
        return world.random.choice([Mood.STORMY, Mood.CLOUDY])
    return world.random.choice([Mood.CLOUDY, Mood.FAIR, Mood.FAIR, Mood.SUNNY, Mood.SUNNY])
