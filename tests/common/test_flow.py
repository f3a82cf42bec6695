"""The table of allowed steps."""

import pytest

from eig.common.flow import Flow, Step, StepRefused

FLOW = Flow(
    Step("submit", "Déposer", ("draft", "reopened"), "submitted", "Déposé"),
    Step("withdraw", "Retirer", ("draft", "submitted"), "withdrawn", "Retiré"),
)


def test_steps_are_found_by_name():
    assert FLOW["submit"].target == "submitted"


def test_a_step_is_allowed_from_its_sources_only():
    assert FLOW.allows("submit", "reopened")
    assert not FLOW.allows("submit", "withdrawn")
    assert FLOW.check("submit", "draft", "brouillon") is FLOW["submit"]


def test_a_refusal_is_a_sentence_for_a_person():
    with pytest.raises(StepRefused, match="Impossible de « déposer » : l’état actuel est « retiré »"):
        FLOW.check("submit", "withdrawn", "retiré")


def test_an_unknown_step_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        FLOW.check("fly", "draft", "brouillon")
