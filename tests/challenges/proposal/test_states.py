"""The diagrams, and the words shown for each status."""

import pytest

from challenges.administrations.states import MEMBERSHIP_FLOW, MembershipStatus
from challenges.proposal.states import CHALLENGE_FLOW, ChallengeStatus

S = ChallengeStatus


def test_outside_a_challenge_set_aside_is_told_softly():
    assert (S.SET_ASIDE.label, S.SET_ASIDE.public, S.SET_ASIDE.tone) == ("écarté", "Non présélectionné", "error")
    assert (S.SELECTED.public, S.PUBLISHED.public) == ("Retenu", "Retenu et publié")


@pytest.mark.parametrize(
    ("status", "steps"),
    [
        (S.DRAFT, ["submit", "reopen", "enter_selected", "withdraw"]),
        (S.SUBMITTED, ["take_up", "request_changes", "reopen", "preselect", "set_aside", "withdraw"]),
        (S.CHANGES_REQUESTED, ["resubmit", "set_aside", "withdraw"]),
        (S.PRESELECTED, ["announce_selected", "announce_refused", "withdraw"]),
        (S.SET_ASIDE, ["bring_back"]),
        (S.NOT_SELECTED, []),
        (S.SELECTED, ["publish", "withdraw"]),
        (S.PUBLISHED, ["withdraw"]),
        (S.WITHDRAWN, ["restore_draft", "restore_submitted"]),
    ],
)
def test_the_ways_out_of_each_status(status, steps):
    assert [step.name for step in CHALLENGE_FLOW.steps.values() if status in step.sources] == steps


def test_every_status_can_be_reached_from_a_draft():
    reached, waiting = {S.DRAFT}, [S.DRAFT]
    while waiting:
        here = waiting.pop()
        targets = {step.target for step in CHALLENGE_FLOW.steps.values() if here in step.sources} - reached
        reached |= targets
        waiting += targets
    assert reached == set(S)


def test_a_refused_place_can_be_confirmed_later():
    assert MEMBERSHIP_FLOW.allows("confirm", MembershipStatus.REFUSED)
