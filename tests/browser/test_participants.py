"""« Qui participe » in Chromium, with the keyboard alone: invite, change a right, hand over, answer, leave."""

import pytest
from django.urls import reverse

from challenges.participants.models import Invitation
from eig.common import clock
from tests.challenges.situations import DURING, draft, open_call
from tests.factories.accounts import UserFactory
from tests.factories.challenges import InvitationFactory, MembershipFactory, StakeholderFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "main .eig-form button[type='submit'], main form button.fr-btn[type='submit']"


@pytest.fixture
def call(transactional_db, groups):
    with clock.moved_to(DURING):
        yield open_call()


def link(name, *args):
    return f"main a[href='{reverse(f'challenges:{name}', args=args)}']"


def test_a_file_changes_hands_with_the_keyboard_alone(visitor, signed_in, call):
    lou = UserFactory(first_name="Lou", last_name="Petit", email="lou.petit@culture.example")
    heir = MembershipFactory(administration=call.administration, user__first_name="Maya").user
    challenge = draft(call, title="MonitorFish", authors=[call.agent, lou])
    StakeholderFactory(challenge=challenge, user=None, name="Ada Roc", email="ada.roc@culture.example")
    keys = visitor.page.keyboard
    signed_in(visitor, call.agent).go(reverse("challenges:file", args=[challenge.pk]))
    visitor.strike(link("participants", challenge.pk)).reads("Lou Petit").reads("pas encore de compte")

    visitor.strike(link("invite", challenge.pk))
    visitor.write("[name='name']", "Noé Blanc").write("[name='email']", "noe.blanc@culture.example")
    visitor.reach("[name='right']:checked")
    keys.press("ArrowUp")
    visitor.write("[name='word']", "Merci de relire.")
    visitor.strike(SEND).reads("L’invitation part à noe.blanc@culture.example").reads("Invitations en attente")
    assert Invitation.objects.get().right == "write"

    visitor.strike(link("participant", challenge.pk, lou.pk))
    visitor.reach("[name='right']:checked")
    keys.press("ArrowDown")
    visitor.strike(SEND).reads("Désormais, Lou Petit")
    assert list(challenge.readers.all()) == [lou]

    visitor.strike(link("hand_over", challenge.pk))
    visitor.reach("select[name='to']")
    keys.type("Maya")
    visitor.strike(SEND).reads("La main est passée")
    assert list(challenge.authors.all()) == [heir]


def test_an_invitation_is_answered_and_a_file_left(visitor, signed_in, call):
    challenge = draft(call, title="MonitorFish")
    guest = UserFactory(first_name="Noé", email="noe.blanc@culture.example")
    facts = {"challenge": challenge, "by": call.agent, "email": guest.email, "name": "Noé Blanc"}
    invitation = InvitationFactory(**facts)
    signed_in(visitor, guest).go(reverse("challenges:invitation", args=[invitation.token])).reads("MonitorFish")
    visitor.strike("main button[name='accept']").reads("Vous participez maintenant")
    visitor.go(reverse("challenges:participants", args=[challenge.pk])).strike(link("leave", challenge.pk))
    visitor.strike(SEND).reads("Vous ne participez plus")
    assert not challenge.readers.exists()


def test_invitations_are_sent_again_or_taken_back(visitor, signed_in, call):
    invitation = InvitationFactory(challenge=draft(call), by=call.agent)
    home = reverse("challenges:participants", args=[invitation.challenge_id])
    with clock.moved_to(DURING):
        signed_in(visitor, call.agent).go(home).strike(link("invitation_resend", invitation.pk)).strike(SEND)
        visitor.reads("L’invitation repart").strike(link("invitation_revoke", invitation.pk)).strike(SEND)
    visitor.reads("est annulée")
    assert Invitation.objects.get().status == "revoked"
