"""The year of EIG 4 at nine moments, each one the continuation of the one before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from eig.common import clock
from eig.demo.acts import (
    advice,
    applications,
    archive,
    call,
    choice,
    followup,
    instruction,
    juries,
    jurors,
    minutes,
    missions,
    offers,
    participants,
    selection,
    settings,
)
from eig.demo.calendar import Calendar
from eig.demo.world import World


@dataclass(frozen=True)
class Scenario:
    """A moment of the real year, shown as today."""

    name: str
    moment: date
    title: str


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("call-open", date(2020, 2, 18), "the call for projects is open for ten more days"),
        Scenario("call-closed", date(2020, 3, 4), "31 challenges submitted, the coordination reads them"),
        Scenario("jury-week", date(2020, 3, 25), "21 hearings in 8 juries: half are done, half are today"),
        Scenario("choice", date(2020, 3, 27), "21 challenges heard, the coordination prepares its choice"),
        Scenario("catalogue", date(2020, 4, 29), "17 challenges in the catalogue, candidates in a few days"),
        Scenario("candidates-call", date(2020, 6, 2), "the call for candidates closes in five days"),
        Scenario("selection", date(2020, 7, 2), "140 people preselected, hearings are under way"),
        Scenario("offers", date(2020, 7, 17), "offers are out, answers come in"),
        Scenario("month-3", date(2020, 11, 27), "41 people at work, the third check-in is due"),
    )
}
DEFAULT = "candidates-call"
PLANS: tuple[Callable[[World], None], ...] = (
    settings.plan,
    archive.plan,
    call.plan,
    participants.plan,
    instruction.plan,
    juries.plan,
    jurors.plan,
    selection.plan,
    minutes.plan,
    applications.plan,
    advice.plan,
    choice.plan,
    offers.plan,
    missions.plan,
    followup.plan,
)


def planned(name: str, now: datetime) -> World:
    """The whole year, dated so that the scenario's moment is today, and nothing played yet."""
    world = World(Calendar.showing(SCENARIOS[name].moment, now))
    for plan in PLANS:
        plan(world)
    return world


def play(name: str, now: datetime) -> World:
    """Play the year up to the night before the scenario's moment, which is today; then today's first minute.

    Acts dated today are left to whoever looks at it. Raises ``KeyError`` for an unknown scenario.
    """
    world = planned(name, now)
    world.script.play(clock.paris(clock.today(now)))
    minutes.pass_a_minute(at=now)
    return world
