"""Facts about the challenges, read from ``data/`` and joined with the demonstration's own sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from typing import Any

from eig.demo.texts import read, table

FAMILY = {
    "dev": "development",
    "design": "design",
    "datascience": "data",
    "dataengineering": "data",
    "geomatique": "data",
}
ALIASES = {
    "Insee": "Institut national de la statistique et des études économiques",
    "Cour de Cassation": "Cour de cassation",
    "Ministère de la culture": "Ministère de la Culture",
}
KIND_WORDS = {
    "ministère": "ministry",
    "agence": "operator",
    "institut": "operator",
    "bibliothèque": "operator",
    "centre national": "operator",
    "service hydrographique": "operator",
    "programme": "central",
    "autorité": "authority",
    "haute autorité": "authority",
    "cour": "authority",
}


@dataclass(frozen=True)
class Seat:
    """One line of a team: a family, the profiles it accepts, how many people."""

    family: str
    profiles: tuple[str, ...]
    seats: int


@dataclass(frozen=True)
class Slot:
    """A hearing of March 2020."""

    jury: int
    day: date
    start: time


@dataclass(frozen=True)
class Facts:
    """One challenge: its names, its host, its team, and what is written about it."""

    name: str
    title: str
    administration: str
    kind: str
    town: str
    team: tuple[Seat, ...] = ()
    slot: Slot | None = None
    kept: bool = False
    link: bool = False
    subject: str = ""
    words: dict[str, Any] = field(default_factory=dict, hash=False)


def team(profiles: Sequence[str], people: int) -> tuple[Seat, ...]:
    """The positions of a team: one person a family, the first family taking what is left.

    A family that finds no seat lends its profiles to the first one: that is how a developer also looks after data.
    """
    grouped: dict[str, list[str]] = {}
    for profile in profiles:
        grouped.setdefault(FAMILY[profile], []).append(profile)
    families = list(grouped)
    first, others = families[0], families[1:people]
    lent = [profile for family in families[people:] for profile in grouped[family]]
    seats = [Seat(first, tuple(grouped[first] + lent), people - len(others))]
    return tuple(seats + [Seat(family, tuple(grouped[family]), 1) for family in others])


def host(administration: str) -> str:
    """One spelling for the administrations that the sources name in two ways."""
    return ALIASES.get(administration, administration)


def kind_of(administration: str) -> str:
    """A plausible nature for an administration, from its name."""
    name = administration.lower()
    return next((kind for word, kind in KIND_WORDS.items() if name.startswith(word)), "central")


@cache
def submitted() -> tuple[Facts, ...]:
    """The 31 challenges submitted to EIG 4: the 21 that were heard, then the ten never heard."""
    return tuple(_heard() + _never_heard())


@cache
def link() -> Facts:
    """The transversal team, which no jury hears."""
    return _kept_facts(next(row for row in _rows("EIG 4") if row["name"] == "EIG Link"), None)


@cache
def drafts() -> tuple[Facts, ...]:
    """The challenges begun and never submitted."""
    return tuple(_invented(words) for words in read("drafts")["challenge"])


@cache
def archive(promotion: str) -> tuple[Facts, ...]:
    """The challenges of a past promotion."""
    sheets = read("archive")["sheets"]
    return tuple(_archived(row, sheets[f"{promotion} / {row['name']}"]) for row in _rows(promotion))


def _rows(promotion: str) -> list[dict[str, str]]:
    return [row for row in table("challenges") if row["promotion"] == promotion]


def _heard() -> list[Facts]:
    kept = {row["name"]: row for row in _rows("EIG 4")}
    others = {words["name"]: words for words in read("others")["challenge"]}
    found = []
    for row in table("hearings"):
        slot = Slot(int(row["jury"]), date.fromisoformat(row["date"]), time.fromisoformat(row["start"]))
        if row["selected_as"]:
            found.append(_kept_facts(kept[row["selected_as"]], slot, row["submitted_title"]))
        else:
            found.append(_refused_facts(row, others[row["submitted_title"]], slot))
    return found


def _never_heard() -> list[Facts]:
    return [_invented(words) for words in read("others")["challenge"] if "administration" in words]


def _kept_facts(row: dict[str, str], slot: Slot | None, title: str = "") -> Facts:
    words = {challenge["name"]: challenge for part in ("kept_a", "kept_b") for challenge in read(part)["challenge"]}
    return Facts(
        name=row["name"],
        title=title or row["name"],
        administration=host(row["administration"]),
        kind=kind_of(row["administration"]),
        town=row["town"],
        team=team(row["profiles"].split(";"), int(row["eig"])),
        slot=slot,
        kept=True,
        link=slot is None,
        subject=row["subject"],
        words=words[row["name"]],
    )


def _refused_facts(row: dict[str, str], words: dict[str, Any], slot: Slot) -> Facts:
    return Facts(
        name=row["submitted_title"],
        title=row["submitted_title"],
        administration=host(row["administration"]),
        kind=words.get("kind") or kind_of(row["administration"]),
        town=words.get("town", "Paris"),
        team=team(words["profiles"], words["seats"]),
        slot=slot,
        subject=words["summary"],
        words=words,
    )


def _invented(words: dict[str, Any]) -> Facts:
    return Facts(
        name=words["name"],
        title=words["name"],
        administration=words["administration"],
        kind=words["kind"],
        town=words["town"],
        team=team(words.get("profiles", ["dev"]), words.get("seats", 2)),
        subject=words["summary"],
        words=words,
    )


def _archived(row: dict[str, str], sheet: str) -> Facts:
    return Facts(
        name=row["name"],
        title=row["name"],
        administration=host(row["administration"]),
        kind=kind_of(row["administration"]),
        town=row["town"],
        team=team(row["profiles"].split(";"), int(row["eig"])),
        kept=True,
        link=row["name"] == "EIG Link",
        subject=row["subject"],
        words={"sheet": sheet},
    )
