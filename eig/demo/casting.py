"""Who applies, for what, and how they say it."""

from collections.abc import Sequence
from random import Random

from challenges.proposal.models.positions import Position
from eig.demo.candidate import Candidate
from eig.demo.people import DEMO
from eig.demo.texts import read
from eig.demo.world import World

TOTAL, FINALISTS, UNFINISHED = 326, 140, 80
DOMAINS = ("courriel.example", "boite.example", "plume.example", "mel.example")
SHOWN = {("LABEL", "design"): "candidate", ("MonitorFish", "development"): "eig"}
"""The candidates of the demonstration, first on the list of these positions."""


def cast(world: World, positions: Sequence[Position], at) -> list[Candidate]:
    """Everybody: for each position those who will be heard for it, then the others, in no order."""
    finalists = _finalists(world, positions, at)
    others = [_other(world, positions, rank, at) for rank in range(TOTAL - len(finalists))]
    people = finalists + others
    world.random.shuffle(people)
    return people


def _finalists(world: World, positions: Sequence[Position], at) -> list[Candidate]:
    """Three people a position, one more a seat, and a few lists a little longer: 140 in all."""
    quotas = {position.pk: 2 + position.seats for position in positions}
    longer = world.random.sample([position.pk for position in positions], FINALISTS - sum(quotas.values()))
    for pk in longer:
        quotas[pk] += 1
    return [
        _finalist(world, positions, position, place, at)
        for position in positions
        for place in range(1, quotas[position.pk] + 1)
    ]


def _finalist(world: World, positions: Sequence[Position], first: Position, place: int, at) -> Candidate:
    family = _family(world, first)
    name = SHOWN.get((first.challenge.public_title, family)) if place == 1 else None
    email = f"{name}@{DEMO}" if name else ""
    user = world.crowd.person(world.random.choice(DOMAINS), at, email=email)
    wishes = [first, *_same_family(world, positions, first, world.random.choice([1, 2, 2]))]
    return Candidate(user, family, wishes, place)


def _other(world: World, positions: Sequence[Position], rank: int, at) -> Candidate:
    user = world.crowd.person(world.random.choice(DOMAINS), at)
    first = world.random.choice(positions)
    wishes = [first, *_same_family(world, positions, first, world.random.choice([0, 1, 1, 2]))]
    return Candidate(user, _family(world, first), wishes, finishes=rank >= UNFINISHED)


def _same_family(world: World, positions: Sequence[Position], first: Position, count: int) -> list[Position]:
    others = [position for position in positions if position.family_id == first.family_id and position != first]
    return world.random.sample(others, count)


def _family(world: World, position: Position) -> str:
    return next(key for key, family in world.families.items() if family.pk == position.family_id)


def profile(candidate: Candidate, random: Random) -> dict:
    """The first section of a file."""
    voices = read("voices")
    return {
        "phone": "06 39 98 00 00",
        "town": random.choice(voices["towns"]),
        "headline": random.choice(voices[candidate.family]["headlines"]),
        "mobility": random.choice(voices["mobility"]),
        "portfolio": "https://portfolio.example/" + candidate.user.email.partition("@")[0]
        if random.random() < 0.5
        else "",
    }


def answers(candidate: Candidate, random: Random) -> list[str]:
    """Career, achievement, motivation, the administration, needs (left empty by some)."""
    voices = read("voices")
    own = voices[candidate.family]
    first, second = random.sample(own["careers"], 2)
    return [
        first if random.random() < 0.6 else f"{first} {second}",
        random.choice(own["proud"]),
        random.choice(voices["why"]),
        random.choice(voices["administration"]),
        random.choice(voices["needs"]) if random.random() < 0.6 else "",
    ]


def motivations(candidate: Candidate, words: dict[str, dict], random: Random) -> list[tuple[int, str]]:
    """The wishes in order, each with its reasons; ``words`` holds users and subject by challenge."""
    voices = read("voices")
    lines = []
    for rank, position in enumerate(candidate.wishes):
        text = random.choice(voices["wish_next"] if rank else voices["wish_first"])
        places = words[position.challenge.public_title] | {"challenge": position.challenge.public_title}
        for place, value in places.items():
            text = text.replace(f"{{{place}}}", value)
        lines.append((position.pk, text[:1].upper() + text[1:]))
    return lines
