"""What an administration writes about its challenge, from the facts and the demonstration's sentences."""

from random import Random

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


def skills(seat: Seat, random: Random) -> dict[str, str]:
    """Skills required and wished, one a line."""
    bank = read("narrative")["skills"][seat.family]
    return {
        "skills_required": "\n".join(random.sample(bank["required"], 3)),
        "skills_wished": "\n".join(random.sample(bank["wished"], 2)),
    }


def sheet(facts: Facts, random: Random) -> str:
    """The public page of a kept challenge."""
    return f"{facts.words['sheet']}\n\n{random.choice(read('narrative')['welcome'])}"


def _filled(text: str, places: dict[str, str]) -> str:
    """The text with its places taken, still beginning with a capital."""
    for place, words in places.items():
        text = text.replace(place, words)
    return text[:1].upper() + text[1:]
