"""Who finds which challenge, and what the database itself refuses."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from challenges.administrations.models.administrations import Administration
from challenges.administrations.states import MembershipStatus
from challenges.hearings.models.heard import decks_readable_by
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder, accounts_at
from challenges.proposal.states import StakeholderKind
from tests.challenges.situations import draft
from tests.factories.accounts import UserFactory
from tests.factories.challenges import (
    AdministrationFactory,
    ChallengeFactory,
    MembershipFactory,
    PositionFactory,
    StakeholderFactory,
)
from tests.factories.juries import HearingFactory, JurySeatFactory


def sees(user, challenge):
    return Challenge.objects.visible_to(user).filter(pk=challenge.pk).exists()


def test_authors_members_and_people_of_a_challenge_see_it_once(call):
    challenge = draft(call)
    for _ in range(2):
        StakeholderFactory(challenge=challenge, user=call.agent, kind=StakeholderKind.HR, email=UserFactory().email)
    assert list(Challenge.objects.visible_to(call.agent)) == [challenge]
    assert sees(MembershipFactory(administration=call.administration).user, challenge)
    assert sees(StakeholderFactory(challenge=challenge).user, challenge)


@pytest.mark.parametrize("status", [MembershipStatus.REQUESTED, MembershipStatus.REFUSED])
def test_a_place_that_is_not_confirmed_shows_nothing(call, status):
    waiting = MembershipFactory(administration=call.administration, status=status).user
    MembershipFactory(user=waiting)
    assert not sees(waiting, draft(call))


def test_the_coordination_sees_all_and_mine_stays_mine(call, coordination):
    assert sees(coordination, draft(call))
    assert not Challenge.objects.around(coordination).exists()


def test_only_authors_find_it_to_write(call):
    challenge, colleague = draft(call), MembershipFactory(administration=call.administration).user
    assert Challenge.objects.editable_by(call.agent).get() == challenge
    assert not Challenge.objects.editable_by(colleague).exists()


def test_a_juror_reads_the_deck_of_their_hearing_only(call):
    hearing = HearingFactory()
    challenge = draft(call, hearing=hearing)
    assert decks_readable_by(JurySeatFactory(jury=hearing.jury).user).get() == challenge
    assert not decks_readable_by(JurySeatFactory().user).exists()


def test_administrations_are_found_by_words_without_accents(db):
    peches = AdministrationFactory(name="Direction des pêches")
    AdministrationFactory(name="Direction des ports")
    assert list(Administration.objects.named_like("PECHES direction")) == [peches]


def test_accounts_are_found_by_address_whatever_the_capitals(db):
    lou = UserFactory(email="Lou@culture.example")
    for user in (lou, UserFactory(email="parti@culture.example", is_active=False)):
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    assert accounts_at(["lou@CULTURE.example", "parti@culture.example", "rien@culture.example"]) == {
        "lou@culture.example": lou
    }


def test_people_come_in_the_order_of_the_call(db):
    challenge = ChallengeFactory()
    for kind in (StakeholderKind.FINANCE, StakeholderKind.HIGH_LEVEL_MENTOR, StakeholderKind.OPERATIONAL_MENTOR):
        StakeholderFactory(challenge=challenge, kind=kind)
    assert list(Stakeholder.objects.by_role().values_list("kind", flat=True)) == [
        "operational_mentor",
        "high_level_mentor",
        "finance",
    ]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"status": "invented"}, "challenges_challenge_status"),
        ({"status": "submitted"}, "challenges_challenge_submitted"),
        ({"status": "published"}, "challenges_challenge_published"),
        ({"status": "set_aside"}, "challenges_challenge_reason"),
        ({"pending_decision": "keep"}, "challenges_challenge_pending"),
        ({"cofunding_amount": 5}, "challenges_challenge_cofunding"),
    ],
)
def test_the_database_refuses_what_cannot_be(db, values, constraint):
    ChallengeFactory()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Challenge.objects.update(**values)


def test_two_challenges_of_a_promotion_never_share_a_number(call):
    draft(call, submitted=True, number=1)
    with pytest.raises(IntegrityError, match="challenges_challenge_number"), transaction.atomic():
        draft(call, submitted=True, number=1)


@pytest.mark.parametrize("seats", [0, 6])
def test_a_position_has_one_to_five_seats(db, seats):
    with pytest.raises(IntegrityError, match="challenges_position_seats"), transaction.atomic():
        PositionFactory(seats=seats)


def test_the_same_person_is_in_an_administration_once(db):
    membership = MembershipFactory()
    with pytest.raises(IntegrityError, match="challenges_membership_once"), transaction.atomic():
        MembershipFactory(administration=membership.administration, user=membership.user)
