"""Past promotions: the challenges that the coordination entered, framed and published, at their real dates."""

from datetime import datetime

from challenges.administrations.models.administrations import Administration
from challenges.administrations.workflow.administrations import (
    enter_administration,
)
from challenges.catalogue.workflow.framing import frame, publish
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow.drafting import create_challenge
from challenges.selection.workflow import create_link, enter_selected
from eig.common import clock
from eig.common.text import sort_key
from eig.demo.facts import Facts, archive
from eig.demo.texts import read
from eig.demo.world import World
from eig.promotions.models.programmes import Programme, Promotion
from eig.promotions.models.settings import Target


def plan(world: World) -> None:
    """One act for each past promotion, before EIG 4 begins."""
    for order, words in enumerate(read("promotion")["promotions"]):
        world.script.add(clock.paris(world.calendar.day(1, 2), 9, order), _remember, world, words)


def _remember(world: World, words: dict, *, at: datetime) -> None:
    """A promotion with its official figures, then the challenges whose names are known."""
    day = words.get("entered_on") or words["starts_on"]
    entered_at = clock.paris(day, 10)
    promotion = Promotion.objects.create(
        programme=Programme.objects.get(slug=words["programme"]),
        name=words["name"],
        slug=words["slug"],
        public=True,
        archived=True,
        starts_on=words["starts_on"],
        team_min=words.get("team_min", 2),
        team_max=words.get("team_max", 3),
        **{f"official_{name}": figure for name, figure in words["official"].items()},
    )
    challenges = archive(promotion.name)
    families = {seat.family for facts in challenges for seat in facts.team} or {"design"}
    targets = [Target(promotion=promotion, family=world.families[key]) for key in sorted(families)]
    Target.objects.bulk_create(targets)
    for facts in challenges:
        _publish(world, promotion, facts, entered_at)


def _publish(world: World, promotion: Promotion, facts: Facts, at: datetime) -> None:
    by = world.archivist
    create = create_link if facts.link else create_challenge
    challenge: Challenge = create(promotion, administration(world, facts, at), facts.title, by=by, at=at)
    enter_selected(challenge, by=by, at=at)
    sheet = {"public_title": facts.name, "summary": facts.subject, "sheet": facts.words["sheet"], "town": facts.town}
    frame(challenge, {**sheet, "positions": positions(world, facts)}, by=by, at=at)
    publish(challenge, by=by, at=at)


def administration(world: World, facts: Facts, at: datetime) -> Administration:
    """The host of a challenge, created the first time that it is met."""
    if facts.administration not in world.administrations:
        known = known_as(facts.administration)
        world.administrations[facts.administration] = known or enter_administration(
            facts.administration, facts.kind, facts.town, by=world.archivist, at=at
        )
    return world.administrations[facts.administration]


def known_as(name: str) -> Administration | None:
    """The administration that has this name already, but for accents and capitals."""
    return Administration.objects.filter(key=sort_key(name)).first()


def positions(world: World, facts: Facts) -> list[dict]:
    """The team as the verbs take it, without missions."""
    return [
        {
            "family": world.families[seat.family],
            "profiles": [world.profiles[slug] for slug in seat.profiles],
            "seats": seat.seats,
        }
        for seat in facts.team
    ]
