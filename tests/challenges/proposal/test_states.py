"""The diagrams, and the words shown for each status."""

import pytest

from challenges.administrations.states import MEMBERSHIP_FLOW, MEMBERSHIP_TONES, MembershipStatus
from challenges.proposal.states import CHALLENGE_FLOW, PUBLIC_LABELS, TONES, ChallengeStatus

S = ChallengeStatus


def test_every_status_has_its_public_word_and_its_colour():
    assert set(PUBLIC_LABELS) == set(TONES) == set(S)
    assert set(MEMBERSHIP_TONES) == set(MembershipStatus)


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
