"""The locks hold versions and hashes, and nothing of the machine that compiled them."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent.parent / "requirements"
LOCKS = sorted(FOLDER.glob("*.txt"))
NAME = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pins(lock: Path) -> dict[str, set[str]]:
    """Names and versions of a lock; a name has several versions when Python's decides."""
    found: dict[str, set[str]] = {}
    for match in filter(None, map(NAME.match, lock.read_text().splitlines())):
        found.setdefault(match[1], set()).add(match[2])
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_line_is_a_pin_or_a_hash(lock):
    strange = [line for line in lock.read_text().splitlines() if not (NAME.match(line) or HASH.match(line))]
    assert strange == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_lock_has_its_source(lock):
    assert lock.with_suffix(".in").exists()


@pytest.mark.parametrize(("small", "large"), [("runtime", "local"), ("local", "development")])
def test_each_set_is_contained_in_the_next(small, large):
    assert pins(FOLDER / f"{small}.txt").items() <= pins(FOLDER / f"{large}.txt").items()


@pytest.mark.parametrize("source", sorted(FOLDER.glob("*.in")), ids=lambda source: source.name)
def test_every_lock_follows_its_source(source):
    lines = (line.partition("#")[0].strip() for line in source.read_text().splitlines())
    names = {re.split(r"[\[~=<> ]", line)[0].lower() for line in lines if line and not line.startswith("-r")}
    assert names <= pins(source.with_suffix(".txt")).keys()
