"""« Qui participe » and the page of an invitation."""

import pytest
from django.urls import reverse

from challenges.hearings.models.heard import decks_readable_by
from challenges.participants.models import Invitation
from challenges.participants.states import InvitationStatus
from challenges.participants.todo import todo
from challenges.proposal.states import Right
from tests.challenges.situations import DURING, draft
from tests.factories.accounts import UserFactory
from tests.factories.challenges import InvitationFactory, MembershipFactory, StakeholderFactory

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def challenge(call):
    return draft(call, title="MonitorFish")


@pytest.fixture
def client(call, client_for):
    return client_for(call.agent)


def page(name, *args):
    return reverse(f"challenges:{name}", args=args)


def read(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_the_page_names_everybody_once_with_their_right(client, challenge):
    mentor = StakeholderFactory(challenge=challenge)
    StakeholderFactory(challenge=challenge, kind="hr", user=mentor.user, email=mentor.email)
    contact = StakeholderFactory(challenge=challenge, kind="finance", user=None)
    challenge.readers.add(UserFactory(first_name="Lou", last_name="Lecteur"))
    html = read(client.get(page("participants", challenge.pk)))
    assert html.count(mentor.email) == 1
    assert "Mentor opérationnel, contact ressources humaines." in html
    assert "Lou Lecteur" in html
    assert "pas encore de compte" in html
    assert f"{page('invite', challenge.pk)}?contact={contact.pk}" in html
    assert "dernière personne" in html


def test_a_contact_is_proposed_in_the_form(client, challenge):
    contact = StakeholderFactory(challenge=challenge, user=None)
    html = read(client.get(page("invite", challenge.pk), {"contact": contact.pk}))
    assert f'value="{contact.email}"' in html
    elsewhere = StakeholderFactory(user=None, email="ailleurs@service.example")
    assert elsewhere.email not in read(client.get(page("invite", challenge.pk), {"contact": elsewhere.pk}))


def test_inviting_says_where_the_letter_goes_or_what_is_wrong(client, challenge, letters):
    facts = {"name": "Camille", "email": "camille@gmail.com", "kind": "", "right": "contact", "word": ""}
    html = read(client.post(page("invite", challenge.pk), facts))
    assert "messagerie personnelle" in html
    assert "choisissez lequel" in html
    good = {**facts, "email": "Camille@peches.example", "right": "write"}
    html = read(client.post(page("invite", challenge.pk), good, follow=True))
    assert "L’invitation part à camille@peches.example" in html
    assert "Invitations en attente" in html
    assert client.post(page("invite", challenge.pk), good).status_code == 422
    assert len(letters("challenges/invitation")) == 1


def test_a_reader_reads_and_manages_nothing(client_for, challenge):
    reader, other = UserFactory(), UserFactory()
    challenge.readers.add(reader, other)
    invitation = InvitationFactory(challenge=challenge)
    client = client_for(reader)
    html = read(client.get(page("participants", challenge.pk)))
    assert "Inviter" not in html
    assert invitation.email not in html
    assert "Quitter ce défi" in html
    assert client.get(page("file", challenge.pk)).status_code == 200
    assert client.post(page("identity", challenge.pk), {}).status_code == 404
    assert client.post(page("invite", challenge.pk), {}).status_code == 403
    assert client.post(page("participant", challenge.pk, other.pk), {"remove": 1}).status_code == 403
    assert client.post(page("invitation_revoke", invitation.pk)).status_code == 404
    client.post(page("leave", challenge.pk))
    assert client.get(page("participants", challenge.pk)).status_code == 404


def test_a_mere_contact_finds_no_file(client_for, challenge):
    contact = StakeholderFactory(challenge=challenge, right=Right.CONTACT).user
    assert client_for(contact).get(page("file", challenge.pk)).status_code == 404
    assert not decks_readable_by(contact).exists()


def test_a_right_is_changed_and_a_person_removed(client, challenge):
    reader = UserFactory()
    challenge.readers.add(reader)
    url = page("participant", challenge.pk, reader.pk)
    assert "Enregistrer ce droit" in read(client.get(url))
    assert "Un courrier le lui dit" in read(client.post(url, {"right": "write"}, follow=True))
    assert reader in challenge.authors.all()
    assert "ne participe plus" in read(client.post(url, {"remove": "1"}, follow=True))
    assert client.get(url).status_code == 404


def test_the_pen_is_passed_from_a_list(client, call, challenge):
    colleague = MembershipFactory(administration=call.administration).user
    url = page("hand_over", challenge.pk)
    assert colleague.email in read(client.get(url))
    assert client.post(url, {"to": UserFactory().pk}).status_code == 422
    client.post(url, {"to": colleague.pk})
    assert list(challenge.authors.all()) == [colleague]


def test_invitations_are_sent_again_and_taken_back(client, call, challenge, letters):
    invitation = InvitationFactory(challenge=challenge, by=call.agent)
    client.post(page("invitation_resend", invitation.pk))
    assert [letter.to for letter in letters("challenges/invitation")] == [invitation.email]
    client.post(page("invitation_revoke", invitation.pk))
    assert Invitation.objects.get().status == InvitationStatus.REVOKED


class TestAnswering:
    @pytest.fixture
    def invitation(self, call, challenge):
        return InvitationFactory(challenge=challenge, by=call.agent, email="camille@peches.example")

    @pytest.fixture
    def camille(self, db):
        return UserFactory(email="Camille@peches.example")

    def test_a_stranger_is_led_to_sign_in_and_back(self, client, db, invitation):
        client.logout()
        url = page("invitation", invitation.token)
        html = read(client.get(url))
        assert f"{reverse('account_signup')}?next={url.replace('/', '%2F')}" in html
        assert "Accepter" not in html
        assert client.post(url, {"accept": 1}).status_code == 409
        assert Invitation.objects.get().status == InvitationStatus.SENT

    def test_opening_the_link_does_nothing(self, client_for, camille, challenge, invitation):
        client = client_for(camille)
        for _ in range(2):
            assert "Accepter l’invitation" in read(client.get(page("invitation", invitation.token)))
        assert Invitation.objects.get().status == InvitationStatus.SENT
        assert not challenge.readers.exists()

    def test_accepting_opens_the_file(self, client_for, camille, challenge, invitation):
        answer = client_for(camille).post(page("invitation", invitation.token), {"accept": 1}, follow=True)
        assert answer.redirect_chain == [(page("file", challenge.pk), 302)]
        assert "Vous participez maintenant" in read(answer)

    def test_declining_opens_nothing(self, client_for, camille, challenge, invitation):
        answer = client_for(camille).post(page("invitation", invitation.token), {"decline": 1}, follow=True)
        assert "déclinée" in read(answer)
        assert client_for(camille).get(page("file", challenge.pk)).status_code == 404

    def test_another_account_is_told_which_address_answers(self, client, invitation):
        url = page("invitation", invitation.token)
        assert "connectez-vous avec cette adresse" in read(client.get(url))
        assert client.post(url, {"accept": 1}).status_code == 409

    def test_it_awaits_both_sides(self, call, camille, invitation):
        assert [line.title for line in todo(camille, DURING)] == ["Répondre à l’invitation de Amir Agent"]
        asked = [line for line in todo(call.agent, DURING) if line.waiting]
        assert [line.title for line in asked] == ["Invitation envoyée à Camille Lenoir"]
        assert todo(camille, invitation.expires_at) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_whatever_the_crowd(client, challenge, count, django_assert_num_queries):
    for rank in range(count):
        StakeholderFactory(challenge=challenge, kind="hr")
        InvitationFactory(challenge=challenge)
        challenge.readers.add(UserFactory(email=f"lecteur{rank}@service.example"))
    with django_assert_num_queries(7):
        client.get(page("participants", challenge.pk))
