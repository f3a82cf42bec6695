"""After the closing: reading, two corrections, a file reopened, 21 challenges sent before a jury and ten set aside."""

from datetime import datetime

from challenges.proposal.workflow.drafting import save_positions
from challenges.proposal.workflow.reopening import reopen
from challenges.proposal.workflow.submission import resubmit
from challenges.review.workflow.instruction import preselect, request_changes, set_aside
from eig.demo.acts import reading
from eig.demo.acts.call import team
from eig.demo.facts import Facts, drafts, submitted
from eig.demo.texts import read
from eig.demo.world import World

CORRECTED = ("Améliore ta Kaz’", "SIANCE")


def plan(world: World) -> None:
    """Corrections first, then one decision after another."""
    reading.plan(world)
    dates = world.calendar.at
    world.script.add(dates(3, 3, 15), _reopen, world)
    for rank, facts in enumerate(facts for facts in submitted() if facts.name in CORRECTED):
        world.script.add(dates(3, 3, 10 + rank), _ask, world, facts, rank)
        world.script.add(dates(3, 9 + rank, 15), _correct, world, facts)
    heard = [facts for facts in submitted() if facts.slot]
    others = [facts for facts in submitted() if not facts.slot]
    for rank, facts in enumerate(heard):
        world.script.add(dates(3, 12 + rank // 11, 9, 5 * (rank % 11)), _preselect, world, facts)
    for rank, facts in enumerate(others):
        world.script.add(dates(3, 16, 9, 4 * rank), _set_aside, world, facts)


def _reopen(world: World, *, at: datetime) -> None:
    """One of the unfinished files may be completed: something kept its authors from the site on the last day."""
    challenge, reason = world.challenges[drafts()[-1].name], read("narrative")["reopening"]["reason"]
    challenge.refresh_from_db()
    reopen(challenge, until=world.calendar.at(3, 10, 18), reason=reason, by=world.coordination, at=at)


def _ask(world: World, facts: Facts, rank: int, *, at: datetime) -> None:
    reason = read("narrative")["correction"]["reason"][rank]
    due_at = world.calendar.at(3, 12, 18)
    request_changes(world.challenges[facts.name], reason=reason, due_at=due_at, by=world.coordination, at=at)


def _correct(world: World, facts: Facts, *, at: datetime) -> None:
    challenge, author = world.challenges[facts.name], world.authors[facts.name]
    challenge.refresh_from_db()
    save_positions(challenge, team(world, facts), version=challenge.version, by=author, at=at)
    resubmit(challenge, by=author, at=at)


def _preselect(world: World, facts: Facts, *, at: datetime) -> None:
    preselect(world.challenges[facts.name], by=world.coordination, at=at)


def _set_aside(world: World, facts: Facts, *, at: datetime) -> None:
    set_aside(world.challenges[facts.name], reason=facts.words["reason"], by=world.coordination, at=at)
