"""The page that `./test --long` writes, and what it counts."""

import json

import pytest

from eig.commands import proofs
from tests.proofs import Count, choose, repeat

TOLD = {
    "versions": {"PostgreSQL": "18.6", "Valkey or Redis": "7.2.4"},
    "proofs": [{"name": "two at once", "turns": 40, "seconds": 75.0, "figures": {"kills": 30, "letters": 1000}}],
}


class Report:
    """What pytest tells of one phase of a test."""

    def __init__(self, when="call", passed=True, turn=0):
        self.when, self.passed, self.duration = when, passed, 1.5
        self.nodeid, self.user_properties = f"tests/x/test_y.py::test_two_at_once[{turn}]", [("kills", 3)]


class Item:
    """A test, known by its markers."""

    def __init__(self, *marks):
        self.marks = marks

    def get_closest_marker(self, name):
        return name if name in self.marks else None


class Configured:
    """Pytest, asked for the long proofs or not."""

    def __init__(self, long):
        self.long, self.hook, self.left = long, self, []

    def getoption(self, name):
        return self.long

    def pytest_deselected(self, items):
        self.left = items


def test_the_page_says_what_was_counted_and_on_what(tmp_path):
    (tmp_path / "docs").mkdir()
    figures = tmp_path / "proofs.json"
    figures.write_text(json.dumps(TOLD))
    page = proofs.write(tmp_path, figures).read_text()
    assert "| two at once | 40 | 30 kills, 1000 letters | 1 min 15 s |" in page
    assert "PostgreSQL 18.6, Valkey or Redis 7.2.4" in page
    assert " cores, " in page
    assert str(tmp_path) not in page


def test_turns_that_pass_add_up(tmp_path):
    count = Count(tmp_path / "page")
    for report in (Report(turn=0), Report(turn=1), Report(when="setup"), Report(passed=False)):
        count.pytest_runtest_logreport(report)
    assert list(count.proofs.values()) == [{"name": "two at once", "turns": 2, "seconds": 3.0, "figures": {"kills": 6}}]


@pytest.mark.parametrize(("asked", "kept"), [(False, ["", "repeated"]), (True, ["repeated", "long"])])
def test_what_is_long_runs_when_asked_and_nothing_else_does_then(asked, kept):
    config, items = Configured(asked), [Item(""), Item("repeated"), Item("long")]
    choose(config, items)
    assert [item.marks[0] for item in items] == kept
    assert len(config.left) == 3 - len(kept)


@pytest.mark.parametrize(("asked", "turns"), [(False, []), (True, [range(40)])])
def test_a_race_is_run_again_and_again_when_asked(asked, turns):
    class Function:
        config, fixturenames, turns = Configured(asked), [], []

        class definition:  # noqa: N801 pytest's name
            get_closest_marker = staticmethod(lambda name: pytest.mark.repeated(40).mark)

        def parametrize(self, name, values):
            self.turns.append(values)

    repeat(function := Function())
    assert function.turns == turns
