"""Finding, joining and adding one's administration."""

import pytest
from django.urls import reverse

from challenges.administrations.models.administrations import Administration, Membership
from challenges.administrations.states import MembershipStatus
from tests.factories.accounts import UserFactory
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, DomainFactory, MembershipFactory

URL = "/porteur/administration/"
MINE = "/porteur/"


@pytest.fixture
def client(agent, client_for):
    return client_for(agent)


def fields(**changes):
    return {"name": "Direction des pêches", "kind": "central", "town": "Rennes", "region": "53", **changes}


@pytest.mark.parametrize("sought", ["PECHE", "pêches direction", "Direction"])
def test_a_name_is_found_by_its_words(client, sought):
    AdministrationFactory(name="Direction des pêches")
    AdministrationFactory(name="Préfecture de région")
    html = client.get(URL, {"q": sought}).content.decode()
    assert "Direction des pêches</span>" in html
    assert "Préfecture" not in html


def test_nothing_found_opens_the_form_with_the_name_typed(client):
    html = client.get(URL, {"q": "Musée de la mer"}).content.decode()
    assert "Aucune administration de ce nom" in html
    assert 'name="name" value="Musée de la mer"' in html


def test_a_long_list_says_that_there_are_more(client):
    AdministrationFactory.create_batch(25)
    html = client.get(URL, {"q": "direction"}).content.decode()
    assert html.count(">Rejoindre<") == 20
    assert "Précisez le nom" in html


def test_joining_beside_a_colleague_is_at_once(client, agent):
    administration = DomainFactory(domain="culture.example").administration
    answer = client.post(URL, {"join": administration.pk}, follow=True)
    assert answer.redirect_chain == [(MINE, 302)]
    assert "Vous êtes membre" in answer.content.decode()
    assert Membership.objects.get(user=agent).is_active


def test_joining_elsewhere_waits(client, agent, groups):
    html = client.post(URL, {"join": AdministrationFactory().pk}, follow=True).content.decode()
    assert "Demande envoyée" in html
    assert "Tant que votre rattachement" in html
    assert Membership.objects.get(user=agent).status == MembershipStatus.REQUESTED


def test_what_is_joined_already_has_no_button(client, agent):
    administration = MembershipFactory(user=agent).administration
    assert ">Rejoindre<" not in client.get(URL, {"q": administration.name}).content.decode()


def test_adding_makes_a_member(client, agent):
    assert client.post(URL, fields()).url == reverse("challenges:mine")
    assert Administration.objects.get().memberships.get().user == agent


def test_the_same_name_proposes_the_existing_one(client):
    known = AdministrationFactory(name="Direction des pêches")
    answer = client.post(URL, fields(name="direction des PECHES"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "existe déjà" in html
    assert f'name="join" value="{known.pk}"' in html


def test_a_near_name_is_proposed_first_then_may_be_added(client):
    known = AdministrationFactory(name="Direction générale de l’aviation civile")
    near = fields(name="Direction de l’aviation civile", siret="110 002 011 00044")
    answer = client.post(URL, near)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Est-ce l’une de celles-ci" in html
    assert f'name="join" value="{known.pk}"' in html
    assert client.post(URL, {**near, "anyway": "1"}).url == MINE
    added = Administration.objects.get(name="Direction de l’aviation civile")
    assert (added.region, added.siret) == ("53", None)


def test_a_wrong_siret_is_said_beside_its_field(client):
    answer = client.post(URL, fields(siret="11000201100045"))
    assert answer.status_code == 422
    assert "Ce SIRET n’existe pas" in answer.content.decode()


def test_one_leaves_from_ones_own_page_only(client, agent, client_for, candidate):
    membership = MembershipFactory(user=agent)
    url = reverse("challenges:membership_leave", args=[membership.pk])
    assert url in client.get(MINE).content.decode()
    assert client_for(candidate).post(url).status_code == 404
    assert "Vous ne verrez plus" in client.get(url).content.decode()
    html = client.post(url, follow=True).content.decode()
    assert "vous n’êtes plus membre" in html
    assert membership.administration.name not in html


def test_one_hands_over_to_a_colleague_chosen_in_a_list(client, agent):
    membership = MembershipFactory(user=agent)
    colleague = MembershipFactory(administration=membership.administration)
    stranger = MembershipFactory()
    challenge = ChallengeFactory(administration=membership.administration, authors=[agent])
    url = reverse("challenges:membership_hand_over", args=[membership.pk])
    html = client.get(url).content.decode()
    assert colleague.user.email in html
    assert stranger.user.email not in html
    assert client.post(url, {"to": stranger.pk}).status_code == 422
    client.post(url, {"to": colleague.pk})
    assert list(challenge.authors.all()) == [colleague.user]


def test_a_refused_person_reads_why(client, agent):
    membership = MembershipFactory(user=agent, status=MembershipStatus.REFUSED)
    html = client.post(URL, {"join": membership.administration_id}, follow=True).content.decode()
    assert "n’a pas confirmé votre rattachement" in html


def test_a_personal_mailbox_sees_no_form_and_none_works(client_for, db):
    client = client_for(UserFactory(email="lou@orange.fr"))
    html = client.get(URL).content.decode()
    assert "Il faut une adresse professionnelle" in html
    assert "Ajouter cette administration" not in html
    assert client.post(URL, fields()).status_code == 422
    assert not Administration.objects.exists()


def test_an_unknown_administration_is_not_found(client):
    assert client.post(URL, {"join": 0}).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_a_search_costs_the_same_whatever_it_finds(client, django_assert_num_queries, count):
    AdministrationFactory.create_batch(count)
    with django_assert_num_queries(4):
        client.get(URL, {"q": "direction"})
