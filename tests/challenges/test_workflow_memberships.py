"""Creating and joining administrations."""

import pytest

from challenges import workflow
from challenges.models import Administration, Membership
from challenges.states import AdministrationKind, MembershipStatus
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.challenges import AdministrationFactory, MembershipFactory

M = MembershipStatus
CENTRAL = AdministrationKind.CENTRAL


def create(agent, at, name="Direction des pêches"):
    return workflow.create_administration(name, CENTRAL, "Rennes", by=agent, at=at)


def test_the_creator_is_a_member_at_once(agent, at):
    administration = create(agent, at, "  Direction  des pêches ")
    assert (administration.name, administration.key) == ("Direction des pêches", "direction des peches")
    membership = administration.memberships.get()
    assert (membership.user, membership.status) == (agent, M.ACTIVE)
    assert Entry.objects.about(membership).get().note == "Personne qui a créé l’administration"


def test_the_same_name_with_other_accents_is_the_same_administration(agent, at):
    known = create(agent, at)
    with pytest.raises(workflow.AlreadyThere, match="existe déjà") as refusal:
        create(agent, at, "DIRECTION DES PECHES")
    assert refusal.value.administration == known
    assert Administration.objects.count() == 1


@pytest.mark.parametrize("domain", ["gmail.com", "Orange.fr", "free.fr", "laposte.net", "proton.me", "protonmail.com"])
def test_a_personal_mailbox_neither_creates_nor_joins(db, at, domain):
    person = UserFactory(email=f"amir@{domain}")
    with pytest.raises(StepRefused, match="messagerie personnelle"):
        create(person, at)
    with pytest.raises(StepRefused, match="adresse professionnelle"):
        workflow.join(AdministrationFactory(), by=person, at=at)


def test_a_colleague_of_the_same_domain_joins_at_once(agent, at, groups, letters):
    administration = MembershipFactory(user__email="lou@Culture.example").administration
    assert workflow.join(administration, by=agent, at=at).status == M.ACTIVE
    assert letters() == []


@pytest.mark.parametrize("status", [M.REQUESTED, M.REFUSED])
def test_an_unconfirmed_colleague_opens_no_door(agent, at, groups, status):
    administration = MembershipFactory(user__email="lou@culture.example", status=status).administration
    assert workflow.join(administration, by=agent, at=at).status == M.REQUESTED


def test_a_domain_that_only_ends_the_same_opens_no_door(agent, at, groups):
    administration = MembershipFactory(user__email="lou@agriculture.example").administration
    assert workflow.join(administration, by=agent, at=at).status == M.REQUESTED


def test_someone_from_elsewhere_waits_for_the_coordination(agent, at, coordination, letters):
    administration = AdministrationFactory(name="Direction des pêches")
    membership = workflow.join(administration, by=agent, at=at)
    assert workflow.join(administration, by=agent, at=at) == membership
    message = letters().pop()
    assert (message.to, message.subject) == (
        coordination.email,
        "Rattachement à confirmer : Amir Agent (Direction des pêches)",
    )


def test_the_coordination_confirms(agent, at, coordination, letters):
    membership = MembershipFactory(user=agent, status=M.REQUESTED)
    workflow.confirm(membership, by=coordination, at=at)
    assert membership.is_active
    assert [message.to for message in letters("challenges/membership_confirmed")] == [agent.email]


def test_the_coordination_refuses_and_the_person_cannot_ask_again(agent, at, coordination, letters):
    membership = MembershipFactory(user=agent, status=M.REQUESTED)
    workflow.refuse(membership, by=coordination, at=at)
    assert [message.to for message in letters("challenges/membership_refused")] == [agent.email]
    with pytest.raises(StepRefused, match="écrivez-lui"):
        workflow.join(membership.administration, by=agent, at=at)


def test_nobody_else_confirms(agent, at):
    membership = MembershipFactory(status=M.REQUESTED)
    for verb in (workflow.confirm, workflow.refuse):
        with pytest.raises(StepRefused, match="Seule la coordination"):
            verb(membership, by=agent, at=at)
    assert Membership.objects.get().status == M.REQUESTED
