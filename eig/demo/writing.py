"""What an administration writes about its challenge, from the facts and the demonstration's sentences."""

from random import Random
from typing import Any

from eig.demo.facts import Facts, Seat
from eig.demo.texts import read

COMMON = ("existing", "progress", "obstacles", "legal", "people", "after", "why")


def answers(facts: Facts, random: Random) -> list[str]:
    """The ten answers, in the order of the questions."""
    bank = read("narrative")
    places = {"{users}": facts.words["users"], "{host}": "notre service"}
    own = [facts.words[name] for name in ("problem", "solution", "impact")]
    return own + [_filled(random.choice(bank[name]), places) for name in COMMON]


def mission(facts: Facts, seat: Seat) -> str:
    """What the people of a position will do."""
    if words := facts.words.get(seat.family):
        return words
    solution = facts.words.get("solution", facts.subject)
    by_family = {
        "development": "Concevoir, développer et mettre en service la première version avec l’équipe d’accueil.",
        "design": "Mener l’enquête auprès des usagers, concevoir les parcours et les éprouver sur le terrain.",
        "data": "Rassembler et préparer les données, construire les traitements et en mesurer la qualité.",
    }
    return f"{by_family[seat.family]} {solution.split('. ')[0].rstrip('.')}."


def skills(facts: Facts, seat: Seat, random: Random) -> dict[str, Any]:
    """Skills required and wished, most of them of the shared list; one position in two adds a word."""
    bank = read("narrative")["skills"][seat.family]
    own = _own(facts, seat.family)
    return {
        "skills_required": random.sample(bank["required"], 3),
        "skills_wished": random.sample(bank["wished"], 2),
        "skills_note": own.choice(["", own.choice(bank["notes"])]),
    }


def host_team(facts: Facts) -> list[dict[str, Any]]:
    """Three colleagues of the host, drawn among plausible ones."""
    own, names = _own(facts, "host"), read("names")
    drawn = own.sample(read("means")["colleagues"], 3)
    return [{**colleague, "name": f"{own.choice(names['first'])} {own.choice(names['last'])}"} for colleague in drawn]


def datasets(facts: Facts) -> list[dict[str, Any]]:
    """Three sets of data, some of which are still out of reach."""
    return _own(facts, "data").sample(read("means")["data"], 3)


def _own(facts: Facts, part: str) -> Random:
    """A draw of its own for what was added since: the rest of the year stays as it was drawn."""
    return Random(f"{facts.name} {part}")


def sheet(facts: Facts, random: Random) -> str:
    """The public page of a kept challenge."""
    return f"{facts.words['sheet']}\n\n{random.choice(read('narrative')['welcome'])}"


def _filled(text: str, places: dict[str, str]) -> str:
    """The text with its places taken, still beginning with a capital."""
    for place, words in places.items():
        text = text.replace(place, words)
    return text[:1].upper() + text[1:]
