"""`python3 -m eig.commands.house`: draw the house from its imports, in `docs/house.svg`.

Floors and rooms are named here, from the ground; `tests/architecture` holds the code to them, and the picture to the
code.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from eig.commands.console import say

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURE = Path("docs") / "house.svg"
PACKAGES = ("eig", "challenges", "candidates", "mentoring")
ASSEMBLY = "assembly"
FLOORS = {
    "eig.common": 0,
    "eig.accounts": 1,
    "eig.journal": 2,
    "eig.notifications": 3,
    "eig.questions": 4,
    "eig.files": 4,
    "eig.pages": 4,
    "eig.promotions": 5,
    "eig.juries": 6,
    "eig.reviewing": 7,
    "challenges": 8,
    "candidates": 9,
    "eig.alerts": 9,
    "mentoring": 10,
}
"""The apps and their floors: an app imports only what stands on a lower one."""
ROOMS = {
    "challenges": (
        "skills",
        "administrations",
        "proposal",
        "participants",
        "review",
        "hearings",
        "selection",
        "catalogue",
        "overview",
    ),
    "candidates": ("application", "review", "hearings", "selection", "offers", "overview"),
    "mentoring": ("missions", "checkins"),
}
"""The rooms of the large apps, from the ground: each imports only what stands below it."""
CELL, LEFT, TOP, BAR = 22, 330, 150, 110
INK, PALE, FULL, WRONG = "#1b1b35", "#f6f6fe", "#000091", "#ce0500"


@dataclass(frozen=True)
class House:
    """The places from the ground, how many lines each has, and how many imports lead from one to another."""

    places: Sequence[str]
    lines: Counter[str]
    arrows: Counter[tuple[str, str]]


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Every Python file of the product, migrations left out."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def module_of(path: Path, root: Path = ROOT) -> str:
    """The name under which a file is imported: « challenges.proposal.workflow.drafting »."""
    parts = list(path.relative_to(root).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of each thing imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def places() -> list[str]:
    """Every floor without rooms, every room, and the assembly, from the ground."""
    return [*(place for app in FLOORS for place in _rooms(app)), ASSEMBLY]


def _rooms(app: str) -> list[str]:
    return [f"{app}.{room}" for room in ROOMS[app]] if app in ROOMS else [app]


def place_of(module: str) -> str | None:
    """Where a module of the product stands; what an app gathers at its root belongs to the assembly."""
    for place in places()[:-1]:
        if module == place or module.startswith(f"{place}."):
            return place
    return ASSEMBLY if module.partition(".")[0] in PACKAGES else None


def measured(root: Path = ROOT) -> House:
    """The house as its files are now."""
    lines: Counter[str] = Counter()
    arrows: Counter[tuple[str, str]] = Counter()
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        place = place_of(module_of(path, root)) or ASSEMBLY
        lines[place] += len(text.splitlines())
        named = (place_of(name) for _, name in imports(ast.parse(text)))
        arrows.update((place, other) for other in named if other and other != place)
    return House(places(), lines, arrows)


def drawn(house: House) -> str:
    """The picture: who is imported across, who imports down, the top of the house first."""
    size = len(house.places)
    width, height = LEFT + size * CELL + 90, TOP + size * CELL + 20
    shapes = [*_columns(house), *_rows(house), *_cells(house)]
    title = "The house: each row imports only what stands below it"
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    return "\n".join(
        [
            f'<svg {box} role="img" aria-labelledby="title" font-family="sans-serif" font-size="12">',
            f'<title id="title">{title}</title>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *shapes,
            "</svg>\n",
        ]
    )


def _columns(house: House) -> Iterator[str]:
    for column, place in enumerate(house.places):
        x = LEFT + column * CELL + CELL // 2 + 4
        yield f'<text x="{x}" y="{TOP - 8}" fill="{INK}" transform="rotate(-60 {x} {TOP - 8})">{escape(place)}</text>'


def _rows(house: House) -> Iterator[str]:
    most = max(house.lines.values())
    for row, place in enumerate(reversed(house.places)):
        y, lines = TOP + row * CELL, house.lines[place]
        bar = round(BAR * lines / most)
        yield f'<rect x="8" y="{y + 5}" width="{bar}" height="{CELL - 10}" fill="#c9c9f5"/>'
        yield f'<text x="12" y="{y + 15}" fill="{INK}" font-size="11">{lines}</text>'
        yield f'<text x="{LEFT - 8}" y="{y + 15}" fill="{INK}" text-anchor="end">{escape(place)}</text>'


def _cells(house: House) -> Iterator[str]:
    most = max(house.arrows.values())
    for row, place in enumerate(reversed(house.places)):
        for column, other in enumerate(house.places):
            count, below = house.arrows[place, other], column < len(house.places) - 1 - row
            square = f'x="{LEFT + column * CELL + 1}" y="{TOP + row * CELL + 1}" width="{CELL - 2}" height="{CELL - 2}"'
            if count:
                strength = round(0.25 + 0.75 * (count / most) ** 0.5, 2)
                colour = f'fill="{FULL if below else WRONG}" fill-opacity="{strength}"'
                yield f"<rect {square} {colour}><title>{said(place, other)}</title></rect>"
            elif below:
                yield f'<rect {square} fill="{PALE}"/>'


def said(place: str, other: str) -> str:
    """An arrow in words, as the picture carries it."""
    return f"{place} imports {other}"


def main() -> int:
    """Write the picture and print its path; returns the exit code."""
    (ROOT / PICTURE).write_text(drawn(measured()), encoding="utf-8")
    say(f"{PICTURE}: drawn.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
