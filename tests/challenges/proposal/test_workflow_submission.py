"""Submitting: before the hour, complete, once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import ChallengeStatus
from challenges.proposal.workflow import submission
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.challenges.situations import CLOSING, DURING, draft, open_call
from tests.factories.accounts import UserFactory
from tests.factories.challenges import MembershipFactory

S = ChallengeStatus
SECOND = timedelta(seconds=1)


def test_submitting_numbers_dates_journals_and_writes(call, coordination, letters):
    challenge = draft(call, complete=True, title="MonitorFish")
    submission.submit(challenge, by=call.agent, at=DURING)
    assert (challenge.status, challenge.number, challenge.submitted_at) == (S.SUBMITTED, 1, DURING)
    assert Entry.objects.about(challenge).get().actor == call.agent
    receipt, notice = letters()
    assert (receipt.to, receipt.subject) == (call.agent.email, "Votre défi MonitorFish est bien déposé")
    assert "numéro 1" in receipt.text
    assert "mardi 4\u00a0février 2020 à 10\u00a0h\u00a000, heure de Paris" in receipt.text
    assert (notice.letter, notice.to) == ("challenges/submitted_notice", coordination.email)


def test_every_author_gets_the_receipt(call, groups, letters):
    challenge = draft(call, complete=True, authors=[call.agent, UserFactory()])
    submission.submit(challenge, by=call.agent, at=DURING)
    assert len(letters("challenges/submitted")) == 2


def test_the_closing_second_is_outside(call, groups):
    challenge = draft(call, complete=True)
    with pytest.raises(StepRefused, match="clos depuis"):
        submission.submit(challenge, by=call.agent, at=CLOSING)
    submission.submit(challenge, by=call.agent, at=CLOSING - timedelta(microseconds=1))
    assert challenge.status == S.SUBMITTED


def test_the_opening_second_is_inside(call, groups):
    challenge = draft(call, complete=True)
    with pytest.raises(StepRefused, match="ouvre le mercredi 15"):
        submission.submit(challenge, by=call.agent, at=call.call.opens_at - SECOND)
    submission.submit(challenge, by=call.agent, at=call.call.opens_at)
    assert challenge.status == S.SUBMITTED


def test_an_incomplete_challenge_says_what_it_lacks(call, letters):
    challenge = draft(call, complete=True, town="")
    challenge.stakeholders.all().delete()
    with pytest.raises(StepRefused, match="Il manque encore : le mentor opérationnel, le mentor de haut niveau"):
        submission.submit(challenge, by=call.agent, at=DURING)
    assert Challenge.objects.get().status == S.DRAFT
    assert letters() == []


def test_only_authors_submit(call):
    colleague = MembershipFactory(administration=call.administration).user
    with pytest.raises(StepRefused, match="Seuls les auteurs"):
        submission.submit(draft(call, complete=True), by=colleague, at=DURING)


def test_submitting_twice_changes_nothing(call, groups, letters):
    challenge = draft(call, complete=True)
    submission.submit(challenge, by=call.agent, at=DURING)
    submission.submit(challenge, by=call.agent, at=CLOSING + SECOND)
    assert (challenge.submitted_at, challenge.number) == (DURING, 1)
    assert len(letters()) == 1
    assert Entry.objects.about(challenge).count() == 1


def test_numbers_follow_within_a_promotion(call, groups):
    other = open_call_again(call)
    for number in (1, 2, 3):
        challenge = draft(call, complete=True)
        submission.submit(challenge, by=call.agent, at=DURING)
        assert challenge.number == number
    elsewhere = draft(other, complete=True)
    submission.submit(elsewhere, by=other.agent, at=DURING)
    assert elsewhere.number == 1


def open_call_again(call):
    """A second promotion with the same people."""
    promotion = type(call.promotion).objects.create(
        programme=call.promotion.programme, name="DIG", slug="dig", public=True, team_min=1
    )
    promotion.windows.create(kind=call.call.kind, opens_at=call.call.opens_at, closes_at=call.call.closes_at)
    return type(call)(promotion, promotion.windows.get(), call.administration, call.agent)


@pytest.mark.django_db(transaction=True)
def test_many_submissions_at_once_never_share_a_number():
    call = open_call()
    challenges = [draft(call, complete=True) for _ in range(4)]
    barrier = threading.Barrier(8)

    def press(challenge):
        try:
            barrier.wait()
            submission.submit(Challenge.objects.get(pk=challenge.pk), by=call.agent, at=DURING)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[challenge]) for challenge in challenges * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Challenge.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert Entry.objects.filter(verb="submit").count() == 4


def test_a_correction_is_submitted_after_the_call(call, coordination, letters):
    challenge = draft(call, complete=True, changes_requested=True, number=7)
    at = challenge.changes_due_at - SECOND
    submission.resubmit(challenge, by=call.agent, at=at)
    submission.resubmit(challenge, by=call.agent, at=at + SECOND)
    assert (challenge.status, challenge.number) == (S.SUBMITTED, 7)
    receipt, notice = letters()
    assert receipt.letter == "challenges/resubmitted"
    assert "préciser l’accès aux données" in notice.text


def test_a_correction_is_refused_at_its_hour(call):
    challenge = draft(call, complete=True, changes_requested=True)
    with pytest.raises(StepRefused, match="délai de correction est passé"):
        submission.resubmit(challenge, by=call.agent, at=challenge.changes_due_at)


def test_an_incomplete_correction_is_refused(call):
    challenge = draft(call, complete=True, changes_requested=True, cofunding=True)
    with pytest.raises(StepRefused, match="le montant du cofinancement"):
        submission.resubmit(challenge, by=call.agent, at=DURING)


def test_a_second_correction_has_its_own_receipt(call, groups, letters):
    challenge = draft(call, complete=True, changes_requested=True)
    submission.resubmit(challenge, by=call.agent, at=DURING)
    Challenge.objects.filter(pk=challenge.pk).update(status=S.CHANGES_REQUESTED)
    submission.resubmit(challenge, by=call.agent, at=DURING + SECOND)
    assert len(letters("challenges/resubmitted")) == 2


def test_an_author_withdraws_a_submitted_challenge(call, coordination, letters):
    challenge = draft(call, preselected=True, pending_decision="keep", pending_reason="Fort.")
    submission.withdraw(challenge, by=call.agent, at=DURING)
    submission.withdraw(challenge, by=call.agent, at=DURING)
    assert (challenge.status, challenge.pending_decision, challenge.pending_reason) == (S.WITHDRAWN, "", "")
    assert [message.letter for message in letters()] == ["challenges/withdrawn", "challenges/withdrawn_notice"]


def test_withdrawing_a_draft_does_not_bother_the_coordination(call, coordination, letters):
    submission.withdraw(draft(call), by=call.agent, at=DURING)
    assert [message.letter for message in letters()] == ["challenges/withdrawn"]


@pytest.mark.parametrize("trait", ["selected", "published", "set_aside"])
def test_once_chosen_only_the_coordination_withdraws(call, trait):
    with pytest.raises(StepRefused, match="écrivez à la coordination"):
        submission.withdraw(draft(call, **{trait: True}), by=call.agent, at=DURING)


def test_the_coordination_withdraws_a_published_challenge(call, coordination):
    challenge = draft(call, published=True)
    submission.withdraw(challenge, by=coordination, at=DURING)
    assert challenge.status == S.WITHDRAWN


def test_a_withdrawn_challenge_is_not_submitted_again(call):
    challenge = draft(call, complete=True, filed=True, status=S.WITHDRAWN)
    with pytest.raises(StepRefused, match="il est « retiré »"):
        submission.submit(challenge, by=call.agent, at=DURING)
