"""What awaits an agent of an administration."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.administrations import todo as places
from challenges.administrations.states import MembershipStatus
from challenges.participants import todo as participants
from challenges.proposal.todo import todo
from tests.challenges.situations import CLOSING, DURING, draft
from tests.factories.accounts import UserFactory
from tests.factories.challenges import MembershipFactory


def only(call, at=DURING):
    (line,) = todo(call.agent, at)
    return line


def test_a_draft_is_to_finish_before_the_closing(call):
    challenge = draft(call, title="MonitorFish", complete=True, town="", cofunding=True)
    line = only(call)
    assert line.title == "Terminer le défi « MonitorFish »"
    assert line.detail == "Enregistré n’est pas déposé : il manque 2\u00a0points."
    assert (line.due_at, line.url) == (CLOSING, reverse("challenges:file", args=[challenge.pk]))


def test_a_complete_draft_is_to_submit(call):
    challenge = draft(call, complete=True)
    assert only(call).title.startswith("Déposer le défi")
    assert only(call).url == reverse("challenges:submit", args=[challenge.pk])


def test_a_draft_asks_nothing_once_the_call_is_closed(call):
    draft(call)
    assert todo(call.agent, CLOSING) == []
    assert len(todo(call.agent, CLOSING - timedelta(seconds=1))) == 1


def test_a_correction_is_to_write_before_its_hour(call):
    challenge = draft(call, changes_requested=True)
    assert only(call).title.startswith("Corriger le défi")
    assert only(call).due_at == challenge.changes_due_at
    assert todo(call.agent, challenge.changes_due_at) == []


def test_a_submitted_challenge_waits_for_the_coordination(call):
    draft(call, submitted=True)
    assert only(call).waiting


@pytest.mark.parametrize("trait", ["preselected", "set_aside", "selected", "published"])
def test_the_rest_asks_nothing(call, trait):
    draft(call, **{trait: True})
    assert todo(call.agent, DURING) == []


def test_a_colleague_has_nothing_to_do(call):
    draft(call)
    assert todo(MembershipFactory(administration=call.administration).user, DURING) == []


def test_a_requested_place_waits(call):
    membership = MembershipFactory(status=MembershipStatus.REQUESTED)
    (line,) = places.todo(membership.user, DURING)
    assert line.waiting
    assert str(membership.administration) in line.title


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_drafts_cost_as_much_as_one(call, django_assert_num_queries, count):
    for number in range(count):
        draft(call, complete=True, title=f"Défi {number}")
    with django_assert_num_queries(14):
        todo(call.agent, DURING)


def test_someone_with_nothing_costs_one_query_a_room(db, django_assert_num_queries):
    person = UserFactory()
    with django_assert_num_queries(3):
        assert [*places.todo(person, DURING), *todo(person, DURING), *participants.todo(person, DURING)] == []
