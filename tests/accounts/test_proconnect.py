"""Entering by ProConnect: the whole exchange over HTTP with a provider of our own, and what must not enter."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse

from challenges.administrations.models.administrations import Membership
from challenges.administrations.states import MembershipStatus
from eig.accounts.models import User
from eig.settings.proconnect import origin_of, proconnect_app
from tests.accounts.oidc import CLIENT, SECRET, SIRET, running
from tests.factories.accounts import UserFactory
from tests.factories.challenges import AdministrationFactory, MembershipFactory

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[B-Z]{4}-[B-Z]{4}\b")
EMAIL = "camille.lenoir@peches.example"


@pytest.fixture
def provider(settings):
    with running() as server:
        settings.PROCONNECT_ISSUER = server.issuer
        settings.SOCIALACCOUNT_PROVIDERS = proconnect_app(server.issuer, CLIENT, SECRET, [])
        yield server


@pytest.fixture
def camille(db):
    """Someone who came by ProConnect before."""
    user = UserFactory(email=EMAIL, first_name="Camille")
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    SocialAccount.objects.create(user=user, provider="proconnect", uid="a-stable-sub")
    return user


def to_provider(client, **sent):
    """The address at the provider that the button leads to."""
    return client.post(reverse("proconnect_login") + sent.pop("query", ""), sent)["Location"]


def back_from(address):
    """What the provider answers: the address of our callback, without host."""
    onward = urlsplit(requests.get(address, allow_redirects=False, timeout=5).headers["Location"])
    return f"{onward.path}?{onward.query}"


def enter(client, **sent):
    return client.get(back_from(to_provider(client, **sent)), follow=True)


def read(answer):
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def who(client):
    return client.session.get("_auth_user_id")


def test_a_new_person_proves_the_address_once_and_joins_by_siret(client, provider):
    administration = AdministrationFactory(siret=SIRET, name="Direction des pêches")
    enter(client)
    assert who(client) is None
    assert not Membership.objects.exists()
    code = CODE.search(mail.outbox[-1].body)[0]
    answer = client.post(reverse("account_email_verification_sent"), {"code": code}, follow=True)
    user = User.objects.get(email=EMAIL)
    assert who(client) == str(user.pk)
    assert (user.get_full_name(), user.has_usable_password()) == ("Camille Lenoir", False)
    membership = Membership.objects.get(user=user)
    assert (membership.administration, membership.is_active) == (administration, True)
    assert "ProConnect atteste que vous travaillez à « Direction des pêches »" in read(answer)


def test_what_is_asked_of_the_provider(client, provider):
    requests.get(
        to_provider(client, query="?auth_params=acr_values%3Dnone&scope=admin"), allow_redirects=False, timeout=5
    )
    asked = provider.asked
    assert set(asked["scope"].split()) == {"openid", "given_name", "usual_name", "email", "siret", "uid"}
    assert asked["acr_values"] == "eidas1"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/compte/proconnect/retour/"
    assert min(len(asked["nonce"]), len(asked["state"])) >= 16


def test_the_same_sub_enters_the_same_account_whatever_its_address(client, provider, camille):
    provider.person |= {"email": "camille.martin@ailleurs.example"}
    answer = enter(client, next=reverse("account"))
    assert who(client) == str(camille.pk)
    assert answer.redirect_chain[-1][0] == reverse("account")
    assert "ProConnect donne maintenant l’adresse camille.martin@ailleurs.example" in read(answer)
    camille.refresh_from_db()
    assert camille.email == EMAIL
    assert User.objects.count() == 1


def test_an_address_never_takes_an_account(client, provider):
    victim = UserFactory(email=EMAIL)
    answer = enter(client)
    assert who(client) is None
    assert "a déjà un compte ici" in read(answer)
    assert not SocialAccount.objects.exists()
    client.force_login(victim, backend="django.contrib.auth.backends.ModelBackend")
    assert "ProConnect ouvre désormais ce compte" in read(enter(client, query="?process=connect"))
    assert SocialAccount.objects.get().user == victim
    assert mail.outbox[-1].subject == "ProConnect ouvre maintenant votre compte"


def test_an_identity_linked_elsewhere_is_not_linked_twice(client_for, provider, camille):
    other = UserFactory()
    answer = enter(client_for(other), query="?process=connect")
    assert "ouvre déjà un autre compte" in read(answer)
    assert SocialAccount.objects.get().user == camille


def test_one_unlinks_and_keeps_the_code(client_for, provider, camille):
    client = client_for(camille)
    assert "Délier ProConnect" in read(client.get(reverse("account")))
    assert "Vous vous connectez par code" in read(client.post(reverse("proconnect_unlink"), follow=True))
    assert not SocialAccount.objects.exists()
    assert mail.outbox[-1].subject == "ProConnect n’ouvre plus votre compte"


def refused(client, answer):
    return who(client) is None and "n’a pas abouti" in read(answer)


def test_a_wrong_state_opens_nothing(client, provider, camille):
    address = back_from(to_provider(client))
    state = parse_qs(urlsplit(address).query)["state"][0]
    assert refused(client, client.get(address.replace(state, "autre"), follow=True))
    stranger = type(client)()
    assert refused(stranger, stranger.get(address, follow=True))


def test_a_code_serves_once(client, provider, camille):
    address = back_from(to_provider(client))
    client.get(address)
    client.post(reverse("account_logout"))
    assert refused(client, client.get(address, follow=True))


@pytest.mark.parametrize(
    "fault",
    [
        {"signer": "wrong"},
        {"id_claims": {"nonce": "d’une autre demande"}},
        {"id_claims": {"aud": "another-site"}},
        {"id_claims": {"iss": "https://piege.example"}},
        {"id_claims": {"exp": 1}},
        {"id_claims": {"sub": "somebody-else"}},
        {"user_claims": {"aud": "another-site"}},
        {"plain_userinfo": True},
        {"named": "https://piege.example"},
    ],
    ids=str,
)
def test_a_token_that_is_not_right_opens_nothing(client, provider, camille, fault):
    address = back_from(to_provider(client))
    for name, value in fault.items():
        setattr(provider, name, value)
    assert refused(client, client.get(address, follow=True))


def test_a_silent_provider_is_a_sentence(client, provider, settings):
    settings.PROCONNECT_ISSUER = "http://127.0.0.1:9/api/v2"
    settings.SOCIALACCOUNT_PROVIDERS = proconnect_app(settings.PROCONNECT_ISSUER, CLIENT, SECRET, [])
    assert refused(client, client.post(reverse("proconnect_login"), follow=True))


def test_whoever_cancels_is_told_so(client, provider):
    state = parse_qs(urlsplit(to_provider(client)).query)["state"][0]
    answer = client.get(reverse("proconnect_callback"), {"error": "access_denied", "state": state}, follow=True)
    assert "sans vous connecter" in read(answer)


def test_without_an_address_there_is_no_account(client, provider):
    del provider.person["email"]
    assert "n’a pas transmis votre adresse" in read(enter(client))
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("status", "after"),
    [
        (MembershipStatus.REQUESTED, MembershipStatus.ACTIVE),
        (MembershipStatus.REFUSED, MembershipStatus.REFUSED),
        (MembershipStatus.LEFT, MembershipStatus.LEFT),
    ],
)
def test_a_siret_confirms_what_is_asked_and_undoes_no_decision(client, provider, camille, status, after):
    administration = AdministrationFactory(siret=SIRET)
    MembershipFactory(user=camille, administration=administration, status=status)
    enter(client)
    assert Membership.objects.get().status == after


def test_an_unknown_siret_is_proposed_when_adding_an_administration(client, provider, camille):
    enter(client)
    assert not Membership.objects.exists()
    assert f'value="{SIRET}"' in read(client.get("/porteur/administration/"))


def test_the_word_about_somebody_opens_nothing_to_another(client, db):
    AdministrationFactory(siret=SIRET)
    other = UserFactory(email="lou@culture.example")
    EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
    session = client.session
    session.update({"proconnect_sub": "left-by-somebody", "proconnect_siret": SIRET})
    session.save()
    client.post(reverse("account_login"), {"login": other.email})
    client.post(reverse("account_confirm_login_code"), {"code": CODE.search(mail.outbox[-1].body)[0]})
    assert who(client) == str(other.pk)
    assert not Membership.objects.exists()
    assert "proconnect_siret" not in client.session


def test_the_second_factor_is_still_asked(client, provider, camille):
    TOTP.activate(camille, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    answer = enter(client)
    assert answer.redirect_chain[-1][0].startswith(reverse("mfa_authenticate"))
    assert who(client) is None


def test_staff_still_needs_a_second_factor(client, provider, camille, settings):
    settings.STAFF_MFA_REQUIRED = True
    User.objects.update(is_staff=True)
    enter(client)
    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_activate_totp")


def test_signing_out_ends_the_session_there_too(client, provider, camille):
    enter(client)
    html = read(client.post(reverse("account_logout")))
    assert who(client) is None
    onward = re.search(r'href="(http[^"]*session/end[^"]*)"', html)[1].replace("&amp;", "&")
    asked = parse_qs(urlsplit(onward).query)
    assert asked["post_logout_redirect_uri"] == ["http://testserver/"]
    assert asked["id_token_hint"][0].count(".") == 2


def test_signing_out_of_another_door_stays_here(client_for, provider):
    assert client_for(UserFactory()).post(reverse("account_logout"))["Location"] == "/"


def test_the_button_shows_only_when_configured(client, provider, settings):
    assert "S’identifier avec ProConnect" in read(client.get(reverse("account_login")))
    settings.PROCONNECT_ISSUER = ""
    assert "ProConnect" not in read(client.get(reverse("account_login")))
    assert client.post(reverse("proconnect_login")).status_code == 404


def test_proved_domains_and_origin_come_from_the_settings():
    app = proconnect_app("https://proconnect.example/api/v2", "id", "secret", ["peches.example"])["proconnect"]["APPS"][
        0
    ]
    assert app["settings"] == {
        "server_url": "https://proconnect.example/api/v2",
        "verified_email": ["peches.example"],
    }
    assert origin_of("https://proconnect.example/api/v2") == ["https://proconnect.example"]
    assert (proconnect_app("", "", "", []), origin_of("")) == ({}, [])
