"""Which demonstration is built when."""

import pytest

from eig.commands.console import Refusal
from eig.commands.run import scenario
from eig.commands.scenarios import DEFAULT, SCENARIOS, Build, plan
from eig.demo import scenarios

NOTHING, KEPT = {"scenario": None}, {"scenario": "offers", "aged": True}
UNLESS_DATA, ANYWAY = Build(("--if-empty",)), Build()


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("", NOTHING, (UNLESS_DATA, DEFAULT)),
        ("offers", NOTHING, (UNLESS_DATA, "offers")),
        ("", KEPT, (None, "offers")),
        ("offers", KEPT, (None, "offers")),
        ("month-3", KEPT, (ANYWAY, "month-3")),
    ],
)
def test_only_another_scenario_asked_for_replaces_what_is_there(asked, status, expected):
    assert plan(asked, status) == expected


def test_an_unknown_scenario_is_refused_with_the_list():
    with pytest.raises(Refusal, match="candidates-call"):
        scenario({"SCENARIO": "christmas"})


def test_a_known_scenario_is_accepted():
    assert scenario({"SCENARIO": "offers"}) == "offers"
    assert scenario({}) == ""


def test_the_launcher_and_the_demonstration_know_the_same_scenarios():
    assert tuple(scenarios.SCENARIOS) == SCENARIOS
    assert scenarios.DEFAULT == DEFAULT
