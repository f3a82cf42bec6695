"""The choice of challenges, announced together; then the transversal team, the framing and the catalogue."""

from datetime import datetime
from typing import cast

from challenges.catalogue.workflow.framing import agree_sheet, ask_validation, frame, publish
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import Decision, StakeholderKind
from challenges.proposal.workflow.drafting import save_people, save_positions
from challenges.selection.workflow import create_link, enter_selected, order_results, prepare_decision
from eig.accounts.models import User
from eig.demo import writing
from eig.demo.acts.archive import administration
from eig.demo.acts.call import person, team
from eig.demo.facts import Facts, link, submitted
from eig.demo.people import domain_of, save
from eig.demo.texts import read
from eig.demo.world import World


def plan(world: World) -> None:
    """Decisions prepared quietly, published on 2 April; sheets written in April, online on the 27th."""
    dates = world.calendar.at
    for rank, facts in enumerate(facts for facts in submitted() if facts.slot):
        world.script.add(dates(3, 30, 9, 2 * rank), _decide, world, facts)
    world.script.add(dates(4, 1, 17), _order, world)
    world.script.add(dates(4, 3, 10), _enter_link, world)
    kept = [facts for facts in submitted() if facts.kept]
    for rank, facts in enumerate([*kept, link()]):
        world.script.add(dates(4, 6 + rank, 14), _frame, world, facts)
        if not facts.link:
            world.script.add(dates(4, 6 + rank, 17), _ask, world, facts)
            world.script.add(dates(4, 8 + rank, 11), _agree, world, facts)
        world.script.add(dates(4, 27, 9, rank), _publish, world, facts)


def _decide(world: World, facts: Facts, *, at: datetime) -> None:
    decision = Decision.KEEP if facts.kept else Decision.REFUSE
    reason = "" if facts.kept else facts.words["reason"]
    prepare_decision(world.challenges[facts.name], decision, reason=reason, by=world.coordination, at=at)


def _order(world: World, *, at: datetime) -> None:
    due_at = world.calendar.at(4, 2, 10)
    order_results(world.promotion, due_at=due_at, by=world.coordination, at=at)


def _enter_link(world: World, *, at: datetime) -> None:
    """Entered by the coordination, which hosts it: no jury hears it."""
    facts, by = link(), world.coordination
    challenge = create_link(world.promotion, administration(world, facts, at), facts.title, by=by, at=at)
    world.challenges[facts.name] = challenge
    mentor = world.crowd.person(domain_of(facts.administration), at)
    save([mentor])
    world.authors[facts.name] = mentor
    rows = [person(StakeholderKind.OPERATIONAL_MENTOR, str(mentor), mentor.email, "équipe du programme")]
    save_people(challenge, rows, version=challenge.version, by=by, at=at)
    save_positions(challenge, team(world, facts), version=challenge.version, by=by, at=at)
    enter_selected(challenge, by=by, at=at)


def _frame(world: World, facts: Facts, *, at: datetime) -> None:
    values = {
        "public_title": facts.name,
        "summary": facts.subject,
        "sheet": writing.sheet(facts, world.random),
        "town": facts.town,
        "telework": world.pick(read("narrative")["telework"]),
        "starts_on": world.calendar.day(8, 24) if facts.link else None,
    }
    challenge = world.challenges[facts.name]
    frame(challenge, {**values, "positions": team(world, facts)}, by=world.coordination, at=at)


def _ask(world: World, facts: Facts, *, at: datetime) -> None:
    ask_validation(world.challenges[facts.name], by=world.coordination, at=at)


def _agree(world: World, facts: Facts, *, at: datetime) -> None:
    challenge = Challenge.objects.get(pk=world.challenges[facts.name].pk)
    agree_sheet(challenge, by=cast("User", challenge.authors.first()), at=at)


def _publish(world: World, facts: Facts, *, at: datetime) -> None:
    publish(world.challenges[facts.name], by=world.coordination, at=at)
