"""Creating and joining administrations."""

import pytest
from django.core.exceptions import ValidationError

from challenges.administrations.models.administrations import Administration, Membership, check_siret
from challenges.administrations.states import AdministrationKind, MembershipStatus
from challenges.administrations.workflow import administrations, memberships
from challenges.participants.workflow import places
from challenges.proposal.models.challenges import Challenge
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, DomainFactory, MembershipFactory

M = MembershipStatus
SIRET = "11000201100044"
CENTRAL = AdministrationKind.CENTRAL


def create(agent, at, name="Direction des pêches"):
    return administrations.create_administration(name, CENTRAL, "Rennes", by=agent, at=at)


def test_the_creator_is_a_member_at_once(agent, at):
    administration = create(agent, at, "  Direction  des pêches ")
    assert (administration.name, administration.key) == ("Direction des pêches", "direction des peches")
    membership = administration.memberships.get()
    assert (membership.user, membership.status) == (agent, M.ACTIVE)
    assert Entry.objects.about(membership).get().note == "Personne qui a créé l’administration"


def test_the_same_name_with_other_accents_is_the_same_administration(agent, at):
    known = create(agent, at)
    with pytest.raises(administrations.AlreadyThere, match="existe déjà") as refusal:
        create(agent, at, "DIRECTION DES PECHES")
    assert refusal.value.administration == known
    assert Administration.objects.count() == 1


@pytest.mark.parametrize("domain", ["gmail.com", "Orange.fr", "free.fr", "laposte.net", "proton.me", "protonmail.com"])
def test_a_personal_mailbox_neither_creates_nor_joins(db, at, domain):
    person = UserFactory(email=f"amir@{domain}")
    with pytest.raises(StepRefused, match="messagerie personnelle"):
        create(person, at)
    with pytest.raises(StepRefused, match="adresse professionnelle"):
        memberships.join(AdministrationFactory(), by=person, at=at)


def test_an_address_of_a_listed_domain_joins_at_once(agent, at, groups, letters):
    administration = DomainFactory(domain="culture.example").administration
    assert memberships.join(administration, by=agent, at=at).status == M.ACTIVE
    assert letters() == []


def test_the_colleagues_of_whoever_added_an_administration_join_at_once(agent, at, groups):
    administration = create(agent, at)
    colleague = UserFactory(email="lou@Culture.example")
    assert memberships.join(administration, by=colleague, at=at).status == M.ACTIVE


@pytest.mark.parametrize("domain", ["agriculture.example", "lure.example", "sub.culture.example"])
def test_a_domain_that_only_looks_the_same_opens_no_door(agent, at, groups, domain):
    administration = DomainFactory(domain=domain).administration
    MembershipFactory(administration=administration, user__email="lou@culture.example")
    assert memberships.join(administration, by=agent, at=at).status == M.REQUESTED


def test_a_near_name_is_proposed_before_it_is_added(agent, at):
    known = AdministrationFactory(name="Direction générale de l’aviation civile")
    with pytest.raises(administrations.LooksLike) as refusal:
        create(agent, at, "Direction de l'aviation civile")
    assert refusal.value.administrations == [known]
    facts = {"anyway": True, "by": agent, "at": at}
    assert (
        administrations.create_administration("Direction de l'aviation civile", CENTRAL, "Paris", **facts).pk
        != known.pk
    )


def test_the_same_siret_is_the_same_administration(agent, at):
    known = AdministrationFactory(siret=SIRET)
    with pytest.raises(administrations.AlreadyThere) as refusal:
        administrations.create_administration(
            "Un autre nom", CENTRAL, "Paris", siret=SIRET, anyway=True, by=agent, at=at
        )
    assert refusal.value.administration == known


@pytest.mark.parametrize(
    ("siret", "valid"),
    [
        (SIRET, True),
        ("35600000000048", True),
        ("35600000049837", True),
        ("11000201100045", False),
        ("1100020110004", False),
        ("1100020110004a", False),
        ("²1000201100044", False),
    ],
)
def test_a_siret_is_checked_by_its_last_digit(siret, valid):
    if valid:
        check_siret(siret)
    else:
        with pytest.raises(ValidationError):
            check_siret(siret)


def test_one_leaves_and_may_come_back(agent, at, groups, letters):
    membership = MembershipFactory(user=agent)
    places.leave_administration(membership, by=agent, at=at)
    assert Membership.objects.get().status == M.LEFT
    assert memberships.join(membership.administration, by=agent, at=at).status == M.REQUESTED
    DomainFactory(administration=membership.administration, domain=agent.domain)
    places.leave_administration(Membership.objects.get(), by=agent, at=at)
    assert memberships.join(membership.administration, by=agent, at=at).status == M.ACTIVE


def test_nobody_leaves_a_file_without_a_pen(agent, at):
    membership, colleague = MembershipFactory(user=agent), UserFactory()
    challenge = ChallengeFactory(administration=membership.administration, authors=[agent], title="MonitorFish")
    ChallengeFactory(administration=membership.administration, authors=[agent], set_aside=True)
    with pytest.raises(StepRefused, match="« MonitorFish »"):
        places.leave_administration(membership, by=agent, at=at)
    challenge.authors.add(colleague)
    places.leave_administration(membership, by=agent, at=at)
    assert list(challenge.authors.all()) == [colleague]
    assert not Challenge.objects.visible_to(agent).exists()


def test_a_colleague_takes_the_files_over(agent, at, letters):
    membership = MembershipFactory(user=agent)
    colleague = MembershipFactory(administration=membership.administration)
    challenge = ChallengeFactory(administration=membership.administration, authors=[agent], title="MonitorFish")
    elsewhere = ChallengeFactory(authors=[agent])
    places.hand_over_place(membership, to=colleague, by=agent, at=at)
    assert list(challenge.authors.all()) == [colleague.user]
    assert list(elsewhere.authors.all()) == [agent]
    assert membership.status == M.LEFT
    letter = letters("challenges/place_handed_over").pop()
    assert letter.to == colleague.user.email
    assert "- MonitorFish" in letter.text


def test_a_place_is_not_passed_to_a_stranger_nor_by_one(agent, at):
    membership = MembershipFactory(user=agent)
    colleague = MembershipFactory(administration=membership.administration)
    with pytest.raises(StepRefused, match="rattachée"):
        places.hand_over_place(membership, to=MembershipFactory(), by=agent, at=at)
    with pytest.raises(StepRefused, match="Seule la personne"):
        places.hand_over_place(membership, to=colleague, by=colleague.user, at=at)
    with pytest.raises(StepRefused, match="pas la vôtre"):
        places.leave_administration(membership, by=colleague.user, at=at)


def test_confirming_may_let_the_colleagues_in(agent, at, coordination):
    membership = MembershipFactory(user=agent, status=M.REQUESTED)
    memberships.confirm(membership, welcome=True, by=coordination, at=at)
    assert membership.administration.domains.get().domain == "culture.example"


def test_someone_from_elsewhere_waits_for_the_coordination(agent, at, coordination, letters):
    administration = AdministrationFactory(name="Direction des pêches")
    membership = memberships.join(administration, by=agent, at=at)
    assert memberships.join(administration, by=agent, at=at) == membership
    message = letters().pop()
    assert (message.to, message.subject) == (
        coordination.email,
        "Rattachement à confirmer : Amir Agent (Direction des pêches)",
    )


def test_the_coordination_confirms(agent, at, coordination, letters):
    membership = MembershipFactory(user=agent, status=M.REQUESTED)
    memberships.confirm(membership, by=coordination, at=at)
    assert membership.is_active
    assert [message.to for message in letters("challenges/membership_confirmed")] == [agent.email]


def test_the_coordination_refuses_and_the_person_cannot_ask_again(agent, at, coordination, letters):
    membership = MembershipFactory(user=agent, status=M.REQUESTED)
    places.refuse(membership, by=coordination, at=at)
    assert [message.to for message in letters("challenges/membership_refused")] == [agent.email]
    with pytest.raises(StepRefused, match="écrivez-lui"):
        memberships.join(membership.administration, by=agent, at=at)


def test_nobody_else_confirms(agent, at):
    membership = MembershipFactory(status=M.REQUESTED)
    for verb in (memberships.confirm, places.refuse):
        with pytest.raises(StepRefused, match="Seule la coordination"):
            verb(membership, by=agent, at=at)
    assert Membership.objects.get().status == M.REQUESTED
