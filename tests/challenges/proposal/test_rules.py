"""Who may write, submit and take back, and when."""

from datetime import timedelta

import pytest

from challenges.administrations import rules as administrations_rules
from challenges.proposal.rules import drafting
from challenges.proposal.states import ChallengeStatus
from tests.challenges.situations import CLOSING, DURING, draft
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory

S = ChallengeStatus
MICROSECOND = timedelta(microseconds=1)


def test_a_promotion_without_call_takes_nothing(db):
    assert drafting.call_refusal(ChallengeFactory().promotion, DURING) == "Cette promotion n’a pas d’appel à projets."


@pytest.mark.parametrize(
    ("shift", "allowed"),
    [(-MICROSECOND, True), (timedelta(), False), (MICROSECOND, False)],
)
def test_the_call_is_half_open_at_its_closing(call, shift, allowed):
    assert drafting.can_edit(call.agent, draft(call), CLOSING + shift) is allowed


@pytest.mark.parametrize(("shift", "allowed"), [(-MICROSECOND, False), (timedelta(), True)])
def test_the_call_is_half_open_at_its_opening(call, shift, allowed):
    assert drafting.can_edit(call.agent, draft(call), call.call.opens_at + shift) is allowed


def test_an_undated_correction_stays_open(call):
    challenge = draft(call, changes_requested=True, changes_due_at=None)
    assert drafting.can_edit(call.agent, challenge, CLOSING + timedelta(days=30))


@pytest.mark.parametrize("status", S.values)
def test_authors_submit_drafts_and_corrections_alone(call, status):
    challenge = draft(call)
    challenge.status = status
    assert drafting.can_submit(call.agent, challenge) is (status == S.DRAFT)
    assert drafting.can_resubmit(call.agent, challenge) is (status == S.CHANGES_REQUESTED)
    assert not drafting.can_submit(UserFactory(), challenge)
    assert not drafting.can_resubmit(UserFactory(), challenge)


@pytest.mark.parametrize("status", S.values)
def test_authors_withdraw_until_the_choice(call, coordination, status):
    challenge = draft(call)
    challenge.status = status
    assert drafting.can_withdraw(call.agent, challenge) is (
        status in (S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED, S.PRESELECTED)
    )
    assert drafting.can_withdraw(coordination, challenge) is challenge.FLOW.allows("withdraw", status)
    assert not drafting.can_withdraw(UserFactory(), challenge)


def test_questions_of_one_section_make_one_part(call):
    found = drafting.parts(draft(call))
    assert [(drafting.section_of(part), part.title, len(part.questions)) for part in found] == [
        ("questions-1", "Le problème", 2),
        ("questions-2", "La suite", 1),
    ]


def test_a_promotion_without_questions_has_no_part(call):
    challenge = draft(call)
    challenge.promotion.challenge_questions = None
    assert drafting.parts(challenge) == []


@pytest.mark.parametrize(
    ("low", "high", "seats", "says"),
    [
        (2, 3, 2, ""),
        (2, 3, 4, "une équipe de 2 à 3\u00a0personnes (vous en demandez 4)"),
        (1, 1, 2, "une équipe de 1\u00a0personne (vous en demandez 2)"),
    ],
)
def test_the_size_of_a_team_is_said(call, low, high, seats, says):
    call.promotion.team_min, call.promotion.team_max = low, high
    assert drafting.team_size_refusal(call.promotion, seats) == says


@pytest.mark.parametrize(
    ("domain", "professional"),
    [
        ("culture.gouv.fr", True),
        ("rennes.example", True),
        ("GMAIL.com", False),
        ("wanadoo.fr", False),
        ("pm.me", False),
    ],
)
def test_mass_market_mailboxes_are_known(domain, professional):
    assert administrations_rules.is_professional_domain(domain) is professional
