"""mypy reads the whole product, and each line that it is told to pass over says why."""

import re
import tomllib

import pytest

from tests.architecture.tree import PACKAGES, ROOT, sources

IGNORED = re.compile(r"#\s*type:\s*ignore")
SAID = re.compile(r"# type: ignore\[[a-z-]+(, [a-z-]+)*\]  # \S")


def unsaid(text: str) -> list[int]:
    """The numbers of the lines that mypy passes over without a kind of error and a reason."""
    lines = enumerate(text.splitlines(), start=1)
    return [number for number, line in lines if IGNORED.search(line) and not SAID.search(line)]


def test_mypy_reads_everything_but_migrations():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert set(told["files"]) == set(PACKAGES)
    assert told["exclude"] == ["(^|/)migrations/"]
    quiet = {"disable_error_code", "ignore_errors"}
    assert [section for section in (told, *told["overrides"]) if quiet & set(section)] == []


def test_what_mypy_passes_over_says_why():
    found = {str(path.relative_to(ROOT)): unsaid(path.read_text(encoding="utf-8")) for path in sources()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line", ["x = y  # type: ignore", "x = y  # type: ignore[misc]", "x = y  # type:ignore[misc]  # because"]
)
def test_a_planted_ignore_is_caught(line):
    assert unsaid(line) == [1]
