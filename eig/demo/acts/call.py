"""The call for projects: 31 files begun, written, submitted before the hour; a few left unfinished."""

from datetime import datetime, timedelta
from typing import cast

from challenges.administrations.models.administrations import Membership
from challenges.administrations.states import MembershipStatus
from challenges.administrations.workflow.administrations import create_administration
from challenges.administrations.workflow.memberships import confirm, join
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import commitments_of
from challenges.proposal.states import StakeholderKind
from challenges.proposal.workflow.drafting import (
    attach_deck,
    create_challenge,
    save_commitments,
    save_datasets,
    save_host_team,
    save_identity,
    save_narrative,
    save_people,
    save_positions,
)
from challenges.proposal.workflow.submission import submit
from eig.accounts.models import User
from eig.demo import pdf, writing
from eig.demo.acts.archive import known_as
from eig.demo.facts import Facts, drafts, submitted
from eig.demo.people import DEMO, domain_of, save
from eig.demo.texts import read
from eig.demo.world import World
from eig.questions.models import Questionnaire

SHOWN = "MonitorFish"
DECK = ["Le problème", "La solution", "L’équipe", "Le calendrier"]
COST = 52_000


def plan(world: World) -> None:
    """Authors arrive, write in three sittings, submit; the nearer the closing, the more of them."""
    dates = world.calendar.at
    world.script.add(dates(1, 15, 8), _authors, world)
    for rank, facts in enumerate(submitted()):
        _plan_file(world, rank, facts)
    for rank, facts in enumerate(drafts()):
        world.script.add(dates(2, 12 + 3 * rank, 11), begin, world, facts)
    world.script.add(dates(2, 17, 18, 20), _late_colleague, world)


def _plan_file(world: World, rank: int, facts: Facts) -> None:
    """Dates of one file. A third is in by mid-February, most arrive in the last days."""
    dates, random = world.calendar.at, world.random
    if facts.name == SHOWN:
        sittings = [dates(2, 3, 10), dates(2, 14, 16), dates(2, 26, 17, 30), dates(2, 27, 15, 12)]
    else:
        end = dates(
            2, random.choice([10, 11, 12, 13, 14]) if rank % 3 == 0 else random.choice([20, 24, 25, 26, 27, 28])
        )
        end += timedelta(hours=random.randrange(0, 7), minutes=random.randrange(60))
        first = dates(1, random.randrange(20, 31), 10)
        sittings = [first, first + timedelta(days=2), end - timedelta(hours=20), end]
    for act, at in zip((begin, _tell, _describe, _submit), sittings, strict=True):
        world.script.add(at, act, world, facts)


def _authors(world: World, *, at: datetime) -> None:
    """An author for each file: the agent of the demonstration writes the one that it shows."""
    people = {}
    for facts in (*submitted(), *drafts()):
        email = f"agent@{DEMO}" if facts.name == SHOWN else ""
        people[facts.name] = world.crowd.person(domain_of(facts.administration), at, email=email)
    mentor = world.crowd.person(DEMO, at, email=f"mentor@{DEMO}")
    save([*people.values(), mentor])
    world.authors = {**people, "mentor": mentor}


def begin(world: World, facts: Facts, *, at: datetime) -> Challenge:
    """Join or create the administration, open the draft, write the first page."""
    author = world.authors[facts.name]
    _enter(world, facts, author, at)
    administration = world.administrations[facts.administration]
    challenge = create_challenge(world.promotion, administration, facts.title, by=author, at=at)
    world.challenges[facts.name] = challenge
    people = sum(seat.seats for seat in facts.team)
    asked = world.random.random() < 0.6
    identity = {
        "summary": facts.words["summary"],
        "town": facts.town,
        "address": f"{world.random.randrange(1, 90)}, rue de la République, {facts.town}",
        "employer_cost": people * COST,
        "cofunding": asked,
        "cofunding_amount": people * COST // 2 if asked else None,
        "budget_programme": str(world.random.randrange(105, 350)) if asked else "",
    }
    save_identity(challenge, identity, version=challenge.version, by=author, at=at)
    return challenge


def _enter(world: World, facts: Facts, author: User, at: datetime) -> None:
    """The first of a house creates it; the others ask, and the coordination confirms when nobody vouches."""
    known = known_as(facts.administration)
    world.administrations[facts.administration] = known or create_administration(
        facts.administration, facts.kind, facts.town, anyway=True, by=author, at=at
    )
    if known:
        membership = join(known, by=author, at=at)
        if membership.status == MembershipStatus.REQUESTED:
            confirm(membership, by=world.coordination, at=at)


def _tell(world: World, facts: Facts, *, at: datetime) -> None:
    """The first half of the story, and what the host brings."""
    _narrate(world, facts, slice(0, 6), at)
    _offer(world.challenges[facts.name], facts, world.authors[facts.name], at)


def _describe(world: World, facts: Facts, *, at: datetime) -> None:
    """The rest of the story, the team sought, the people around."""
    challenge, author = world.challenges[facts.name], world.authors[facts.name]
    _narrate(world, facts, slice(6, 10), at)
    save_positions(challenge, team(world, facts), version=challenge.version, by=author, at=at)
    save_people(challenge, _people(world, facts), version=challenge.version, by=author, at=at)


def _narrate(world: World, facts: Facts, part: slice, at: datetime) -> None:
    challenge, author = world.challenges[facts.name], world.authors[facts.name]
    questions = cast("Questionnaire", world.promotion.challenge_questions).questions.order_by("order")
    texts = dict(zip([question.pk for question in questions], writing.answers(facts, world.random), strict=True))
    chosen = dict(list(texts.items())[part])
    save_narrative(challenge, chosen, version=challenge.version, by=author, at=at)


def _offer(challenge: Challenge, facts: Facts, author: User, at: datetime) -> None:
    """What the host brings; the file that is shown tells its own colleagues and data."""
    own = read("means")["shown"] if facts.name == SHOWN else {}
    people, data = own.get("host_team") or writing.host_team(facts), own.get("datasets") or writing.datasets(facts)
    save_host_team(challenge, people, version=challenge.version, by=author, at=at)
    save_datasets(challenge, data, version=challenge.version, by=author, at=at)


def team(world: World, facts: Facts) -> list[dict]:
    """The positions with their missions and skills, as the verbs take them."""
    return [
        {
            "family": world.families[seat.family],
            "profiles": [world.profiles[slug] for slug in seat.profiles],
            "seats": seat.seats,
            "mission": writing.mission(facts, seat),
            **writing.skills(facts, seat, world.random),
        }
        for seat in facts.team
    ]


def _people(world: World, facts: Facts) -> list[dict]:
    """The operational mentor is the author, or the mentor of the demonstration; the others have no account."""
    names, domain = read("names"), domain_of(facts.administration)
    mentor = world.authors["mentor" if facts.name == SHOWN else facts.name]
    rows = [person(StakeholderKind.OPERATIONAL_MENTOR, str(mentor), mentor.email, world.pick(names["functions"]))]
    functions = {
        StakeholderKind.HIGH_LEVEL_MENTOR: world.pick(names["high_functions"]),
        StakeholderKind.HR: "ressources humaines",
        StakeholderKind.FINANCE: "gestion budgétaire",
    }
    return rows + [person(kind, *world.crowd.contact(domain), function) for kind, function in functions.items()]


def person(kind: str, name: str, email: str, function: str) -> dict:
    """One row of the people around a challenge."""
    return {"kind": kind, "name": name, "email": email, "function": function, "phone": "01 99 00 00 00"}


def _submit(world: World, facts: Facts, *, at: datetime) -> None:
    challenge, author = world.challenges[facts.name], world.authors[facts.name]
    save_commitments(challenge, commitments_of(world.promotion), version=challenge.version, by=author, at=at)
    attach_deck(challenge, pdf.upload("presentation.pdf", DECK), version=challenge.version, by=author, at=at)
    submit(challenge, by=author, at=at)


def _late_colleague(world: World, *, at: datetime) -> None:
    """Someone asks to act for a ministry from another domain; the coordination takes its time."""
    colleague = world.crowd.person("operateur-culturel.example", at)
    save([colleague])
    membership = join(world.administrations["Ministère de la Culture"], by=colleague, at=at)
    world.script.add(world.calendar.at(3, 2, 9, 40), _confirm, world, membership)


def _confirm(world: World, membership: Membership, *, at: datetime) -> None:
    confirm(membership, by=world.coordination, at=at)
