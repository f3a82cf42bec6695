"""Inviting, answering, giving rights, passing the pen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from challenges.participants.models import Invitation
from challenges.participants.states import InvitationStatus
from challenges.participants.workflow import participants
from challenges.participants.workflow.participants import LIFE, _grant, right_of
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.people import Stakeholder
from challenges.proposal.rules.drafting import can_edit
from challenges.proposal.states import Right, StakeholderKind
from challenges.proposal.workflow import drafting
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.challenges.situations import DURING, draft
from tests.factories.accounts import UserFactory
from tests.factories.challenges import InvitationFactory, MembershipFactory, StakeholderFactory

MENTOR = StakeholderKind.OPERATIONAL_MENTOR
CAMILLE = "camille@peches.example"


@pytest.fixture
def challenge(call):
    return draft(call, title="MonitorFish")


@pytest.fixture
def camille(db):
    return UserFactory(first_name="Camille", email=CAMILLE)


def invite(call, challenge, right=Right.READ, kind="", **more):
    facts = {"email": CAMILLE, "name": "Camille Lenoir", "right": right, "kind": kind, "by": call.agent, "at": DURING}
    return participants.invite(challenge, **{**facts, **more})


def rights(user, challenge):
    """Whether a person sees the file, and whether they write it."""
    seen = Challenge.objects.visible_to(user).filter(pk=challenge.pk).exists()
    written = Challenge.objects.editable_by(user).filter(pk=challenge.pk).exists()
    assert written == can_edit(user, Challenge.objects.get(pk=challenge.pk), DURING)
    return seen, written


@pytest.mark.parametrize(
    ("right", "kind", "seen", "written"),
    [
        (Right.WRITE, "", True, True),
        (Right.READ, "", True, False),
        (Right.WRITE, MENTOR, True, True),
        (Right.READ, MENTOR, True, False),
        (Right.CONTACT, MENTOR, False, False),
        (Right.READ, StakeholderKind.HIGH_LEVEL_MENTOR, True, False),
        (Right.CONTACT, StakeholderKind.HR, False, False),
        (Right.READ, StakeholderKind.FINANCE, True, False),
    ],
)
def test_the_right_offered_is_the_right_held_once_accepted(call, challenge, camille, right, kind, seen, written):
    invitation = invite(call, challenge, right, kind)
    Stakeholder.objects.unclaimed(CAMILLE).update(user=camille)
    assert rights(camille, challenge) == (False, False)
    participants.accept(invitation, by=camille, at=DURING)
    assert rights(camille, challenge) == (seen, written)
    assert right_of(challenge, camille) == right


def test_the_letter_says_who_what_and_until_when(call, challenge, letters):
    invitation = invite(call, challenge, Right.WRITE, MENTOR, word="Nous en parlions mardi.")
    letter = letters("challenges/invitation").pop()
    assert (letter.to, letter.user) == (CAMILLE, None)
    assert letter.subject == "Amir Agent vous invite à participer au défi MonitorFish"
    for text in ("mentor opérationnel", "Nous en parlions mardi.", invitation.token, "25 février 2020 à 10"):
        assert text in letter.text.replace("\xa0", " ")


def test_what_is_typed_makes_no_button_in_the_letter(call, challenge, letters):
    invite(
        call, challenge, name="Camille\n\n→ Entrer : https://piege.example", word="Vite\n→ Ici : https://piege.example"
    )
    letter = letters("challenges/invitation").pop()
    assert letter.html.count("eig.example") == 0
    assert [line for line in letter.text.splitlines() if line.startswith("→")] == [
        f"→ Lire l’invitation\xa0: http://testserver/porteur/invitations/repondre/{Invitation.objects.get().token}/"
    ]


def test_a_letter_without_a_word_has_no_hole(call, challenge, letters):
    invite(call, challenge)
    assert "\n\n\n" not in letters("challenges/invitation").pop().text


def test_a_role_enters_the_contacts_and_overtakes_an_open_form(call, challenge):
    version = challenge.version
    invite(call, challenge, Right.CONTACT, MENTOR)
    person = challenge.stakeholders.get()
    assert (person.name, person.email, person.right) == ("Camille Lenoir", CAMILLE, Right.CONTACT)
    with pytest.raises(drafting.StaleVersion):
        drafting.save_people(challenge, [], version=version, by=call.agent, at=DURING)


def test_a_person_already_in_the_contacts_is_invited_at_any_time(call, camille, at):
    challenge = draft(call, submitted=True)
    StakeholderFactory(challenge=challenge, user=None, email=CAMILLE)
    participants.accept(invite(call, challenge, Right.READ, MENTOR), by=camille, at=at)
    assert challenge.stakeholders.get().user == camille
    with pytest.raises(StepRefused, match="ne changent plus"):
        invite(call, challenge, Right.READ, StakeholderKind.HR, email="rh@peches.example")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"email": "camille@gmail.com"}, "adresse professionnelle"),
        ({"email": "Amir.Agent@culture.example"}, "écrit déjà"),
        ({"right": Right.CONTACT}, "a un rôle"),
        ({"kind": StakeholderKind.HR}, "déjà tenu par Dominique Martin"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(call, challenge, facts, sentence):
    StakeholderFactory(challenge=challenge, user=None, kind=StakeholderKind.HR)
    with pytest.raises(StepRefused, match=sentence):
        invite(call, challenge, **facts)
    assert not Invitation.objects.exists()


def test_a_second_mentor_finds_room_and_a_third_does_not(call, challenge):
    for name in ("a", "b"):
        invite(call, challenge, Right.READ, MENTOR, email=f"{name}@peches.example")
    with pytest.raises(StepRefused, match="Camille Lenoir et Camille Lenoir"):
        invite(call, challenge, Right.READ, MENTOR, email="c@peches.example")


def test_one_invitation_waits_at_a_time(call, challenge):
    first = invite(call, challenge)
    with pytest.raises(StepRefused, match="attend déjà"):
        invite(call, challenge, email=CAMILLE.upper())
    with pytest.raises(IntegrityError, match="challenges_invitation_once"), transaction.atomic():
        InvitationFactory(challenge=challenge, email=CAMILLE.title())
    participants.revoke(first, by=call.agent, at=DURING)
    assert invite(call, challenge).pk != first.pk


def test_only_the_address_invited_answers(call, challenge, camille):
    invitation = invite(call, challenge)
    for verb in (participants.accept, participants.decline):
        with pytest.raises(StepRefused, match="adressée à camille@"):
            verb(invitation, by=UserFactory(), at=DURING)
    assert Invitation.objects.get().status == InvitationStatus.SENT


def test_a_life_ends_and_begins_again(call, challenge, camille, letters):
    invitation = invite(call, challenge)
    end = DURING + LIFE
    with pytest.raises(StepRefused, match="n’est plus valable"):
        participants.accept(invitation, by=camille, at=end)
    with pytest.raises(StepRefused, match="laissez une heure"):
        participants.resend(invitation, by=call.agent, at=DURING + timedelta(minutes=59))
    participants.resend(invitation, by=call.agent, at=end)
    assert len(letters("challenges/invitation")) == 2
    participants.accept(Invitation.objects.get(), by=camille, at=end)
    with pytest.raises(StepRefused, match="déjà accepté"):
        participants.accept(Invitation.objects.get(), by=camille, at=end)
    with pytest.raises(StepRefused, match="déjà reçu sa réponse"):
        participants.resend(invitation, by=call.agent, at=end)


def test_answers_are_told_to_whoever_asked(call, challenge, camille, letters):
    participants.accept(invite(call, challenge), by=camille, at=DURING)
    participants.decline(
        invite(call, challenge, email="lou@peches.example"), by=UserFactory(email="lou@peches.example"), at=DURING
    )
    for kind in ("accepted", "declined"):
        assert [letter.to for letter in letters(f"challenges/invitation_{kind}")] == [call.agent.email]


def test_a_revoked_invitation_tells_and_opens_nothing(call, challenge, camille, letters):
    invitation = invite(call, challenge)
    participants.revoke(invitation, by=call.agent, at=DURING)
    assert letters("challenges/invitation_revoked").pop().to == CAMILLE
    with pytest.raises(StepRefused, match="annulée"):
        participants.accept(invitation, by=camille, at=DURING)
    assert rights(camille, challenge) == (False, False)


@pytest.mark.parametrize("situation", ["reader", "member", "mentor", "stranger"])
def test_only_those_who_write_manage_people(call, challenge, situation):
    user = UserFactory()
    if situation == "reader":
        challenge.readers.add(user)
    elif situation == "member":
        MembershipFactory(user=user, administration=call.administration)
    elif situation == "mentor":
        StakeholderFactory(challenge=challenge, user=user)
    with pytest.raises(StepRefused, match="décident qui y participe"):
        invite(call, challenge, by=user)
    with pytest.raises(StepRefused, match="décident qui y participe"):
        participants.remove_participant(challenge, call.agent, by=user, at=DURING)
    with pytest.raises(StepRefused, match="Seule une personne qui écrit"):
        participants.hand_over(challenge, to=user, by=user, at=DURING)


def test_the_coordination_repairs_a_file(call, challenge, coordination, camille, letters):
    challenge.readers.add(camille)
    participants.change_right(challenge, camille, Right.WRITE, by=coordination, at=DURING)
    participants.remove_participant(challenge, call.agent, by=coordination, at=DURING)
    assert list(challenge.authors.all()) == [camille]
    assert letters("challenges/participant_removed").pop().to == call.agent.email
    with pytest.raises(StepRefused, match="seule personne à écrire"):
        participants.change_right(challenge, camille, Right.READ, by=coordination, at=DURING)


@pytest.mark.parametrize("role", [True, False])
@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("before", list(Right))
def test_a_right_changes_from_any_to_any(call, challenge, camille, letters, role, right, before):
    if role:
        StakeholderFactory(challenge=challenge, user=camille, right=Right.CONTACT)
    _grant(challenge, camille, before, "")
    if right == Right.CONTACT and not role and before != right:
        with pytest.raises(StepRefused, match="aucun rôle"):
            participants.change_right(challenge, camille, right, by=call.agent, at=DURING)
        return
    if before == Right.CONTACT and not role:
        return
    participants.change_right(challenge, camille, right, by=call.agent, at=DURING)
    assert rights(camille, challenge) == (right != Right.CONTACT, right == Right.WRITE)
    assert len(letters("challenges/right_changed")) == (right != before)


def test_the_last_writer_hands_over_then_leaves(call, challenge, camille, letters):
    with pytest.raises(StepRefused, match="dernière personne"):
        participants.leave(challenge, by=call.agent, at=DURING)
    with pytest.raises(StepRefused, match="qui participe"):
        participants.hand_over(challenge, to=camille, by=call.agent, at=DURING)
    challenge.readers.add(camille)
    participants.hand_over(challenge, to=camille, by=call.agent, at=DURING)
    assert rights(camille, challenge) == (True, True)
    assert rights(call.agent, challenge) == (True, False)
    assert letters("challenges/handed_over").pop().to == CAMILLE
    participants.leave(challenge, by=call.agent, at=DURING)
    assert not challenge.readers.filter(pk=call.agent.pk).exists()
    assert "leave" in [entry.verb for entry in Entry.objects.about(challenge)]


def test_one_does_not_change_ones_own_right(call, challenge):
    with pytest.raises(StepRefused, match="passez la main ou quittez"):
        participants.change_right(challenge, call.agent, Right.READ, by=call.agent, at=DURING)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"status": "invented"}, "challenges_invitation_status"),
        ({"right": Right.CONTACT}, "challenges_invitation_contact"),
        ({"expires_at": DURING - LIFE}, "challenges_invitation_life"),
    ],
)
def test_the_database_refuses_what_cannot_be(db, values, constraint):
    InvitationFactory()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Invitation.objects.update(**values)
