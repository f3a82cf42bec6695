"""Around the missions: those of a former promotion who are remembered, a coach, and a blocker taken up."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.utils.text import slugify

from challenges.proposal.models.positions import Position
from eig.accounts.models import User
from eig.demo.people import DEMO, save
from eig.demo.world import World
from eig.promotions.models.programmes import Promotion
from mentoring.checkins.models.blockers import Signal
from mentoring.checkins.workflow.blockers import acknowledge_signal
from mentoring.missions.models.assignments import Assignment
from mentoring.missions.models.missions import Mission
from mentoring.missions.workflow.placing import place

FORMER = "EIG 3"
ALUMNI = (("Salomé", "Vautrin"), ("Idris", "Kermarrec"), ("Maud", "Lestrange"))
"""They worked on the first challenges of the former promotion; no application of theirs is kept."""
COACHED = "MonitorFish"


def plan(world: World) -> None:
    """On the day that the missions start, then once something blocks."""
    world.script.add(world.calendar.at(9, 1, 9), _remember, world)
    world.script.add(world.calendar.at(9, 2, 9), _coach, world)
    world.script.add(world.calendar.at(11, 26, 9), _take_up, world)


def _remember(world: World, *, at: datetime) -> None:
    promotion = Promotion.objects.get(name=FORMER)
    rows = Position.objects.filter(challenge__promotion=promotion).select_related("challenge__promotion", "family")
    seats = rows.order_by("challenge__key", "family__order").distinct("challenge__key")
    people = save(_person(f"{slugify(first)}.{slugify(last)}", first, last, at) for first, last in ALUMNI)
    for person, seat in zip(people, seats, strict=False):
        start, end = promotion.starts_on, promotion.ends_on
        assert start
        assert end
        place(person, seat, starts_on=start, ends_on=end, by=world.coordination, at=at)


def _coach(world: World, *, at: datetime) -> None:
    coach = _person("coach", "Chloé", "Marchand", at)
    coach.is_staff = True
    save([coach])
    coach.groups.add(Group.objects.get(name="coaches"))
    mission = Mission.objects.get(challenge__public_title=COACHED)
    Assignment.objects.create(mission=mission, user=coach, since=mission.starts_on)


def _take_up(world: World, *, at: datetime) -> None:
    """The coordination sees to what was said first; the rest waits."""
    first = Signal.objects.open().order_by("raised_at").first()
    if first:
        acknowledge_signal(first, by=world.coordination, at=at)


def _person(name: str, first: str, last: str, at: datetime) -> User:
    user = User(email=f"{name}@{DEMO}", first_name=first, last_name=last, date_joined=at)
    user.set_unusable_password()
    return user
