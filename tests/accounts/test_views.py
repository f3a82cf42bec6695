"""Entering: by code, by password, with a second factor; and telling strangers nothing."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.urls import reverse

from eig.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots assez longs"
CODE = re.compile(r"\b[B-Z]{4}-[B-Z]{4}\b")


def last_code() -> str:
    return CODE.search(mail.outbox[-1].body)[0]


def ask_code(client, email: str, next_url: str = ""):
    url = reverse("account_login") + (f"?next={next_url}" if next_url else "")
    return client.post(url, {"login": email, "next": next_url}, follow=True)


def give_code(client, code: str, name: str = "account_confirm_login_code"):
    return client.post(reverse(name), {"code": code})


def signed_in(client) -> bool:
    return client.get(reverse("account")).status_code == 200


@pytest.fixture
def member():
    """Someone who chose a password and proved an address."""
    user = UserFactory(email="claude@service.example")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_sign_up_asks_names_and_proves_the_address_by_code(client):
    names = {"first_name": "Camille", "last_name": "Durand", "email": "Camille@Service.example"}
    page = client.post(reverse("account_signup"), names, follow=True)
    assert "Vérifier votre adresse" in page.content.decode()
    assert mail.outbox[-1].subject == "Vérifiez votre adresse pour créer votre compte"
    assert not signed_in(client)
    give_code(client, last_code().lower(), "account_email_verification_sent")
    assert signed_in(client)
    user = User.objects.get(email="camille@service.example")
    assert (user.get_full_name(), user.has_usable_password()) == ("Camille Durand", False)
    assert EmailAddress.objects.get(user=user).verified


@pytest.mark.smoke
def test_sign_in_by_code_goes_where_one_was_going(client, member):
    ask_code(client, member.email, reverse("account"))
    answer = client.post(reverse("account_confirm_login_code"), {"code": last_code(), "next": reverse("account")})
    assert answer["Location"] == reverse("account")
    assert signed_in(client)


def test_a_wrong_code_is_refused_with_a_sentence(client, member):
    ask_code(client, member.email)
    page = give_code(client, "XXXX-XXXX")
    assert "Ce code ne convient pas" in page.content.decode()
    assert not signed_in(client)


def test_a_code_serves_once(client, member):
    ask_code(client, member.email)
    code = last_code()
    give_code(client, code)
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    ask_code(client, member.email)
    give_code(client, code)
    assert not signed_in(client)


def test_the_code_is_kept_nowhere_but_in_the_message(client, member):
    ask_code(client, member.email)
    html = mail.outbox[-1].alternatives[0][0]
    assert last_code() in html
    assert "Vous recevez cette lettre parce que" in html
    assert last_code() not in mail.outbox[-1].subject


def test_sign_in_by_password_is_possible(client, member):
    page = client.get(reverse("account_login"))
    assert reverse("account_login_password") in page.content.decode()
    client.post(reverse("account_login_password"), {"login": member.email, "password": PASSWORD})
    assert signed_in(client)


def test_a_wrong_password_says_the_same_as_an_unknown_address(client, member):
    url = reverse("account_login_password")
    wrong = client.post(url, {"login": member.email, "password": "autre"}).context["form"].errors
    unknown = client.post(url, {"login": "personne@service.example", "password": "autre"}).context["form"].errors
    assert wrong == unknown


def shape(message) -> tuple:
    """What someone who sees a letter pass knows of it: sender, number of addressees, kinds of its parts."""
    return message.from_email, len(message.to), [kind for _, kind in message.alternatives]


def test_an_unknown_address_gets_the_same_answer_at_sign_in(client, member):
    known = ask_code(client, member.email)
    stranger = type(client)()
    unknown = ask_code(stranger, "inconnue@service.example")
    assert unknown.redirect_chain == known.redirect_chain
    plain = [
        re.sub(r'value="[\w-]{64}"', "", page.content.decode().replace(email, ""))
        for page, email in ((known, member.email), (unknown, "inconnue@service.example"))
    ]
    assert plain[0] == plain[1]
    assert shape(mail.outbox[0]) == shape(mail.outbox[1])
    assert mail.outbox[1].subject == "Aucun compte n’a cette adresse"


def test_a_taken_address_gets_the_same_answer_at_sign_up(client, member):
    names = {"first_name": "Camille", "last_name": "Durand"}
    free = client.post(reverse("account_signup"), names | {"email": "libre@service.example"}, follow=True)
    taken = type(client)().post(reverse("account_signup"), names | {"email": member.email}, follow=True)
    assert taken.redirect_chain == free.redirect_chain
    assert taken.status_code == free.status_code
    assert shape(mail.outbox[0]) == shape(mail.outbox[1])
    assert mail.outbox[1].subject == "Vous avez déjà un compte"
    assert User.objects.filter(email=member.email).get() == member


def test_a_forgotten_password_is_replaced_by_code(client, member):
    client.post(reverse("account_reset_password"), {"email": member.email})
    give_code(client, last_code(), "account_confirm_password_reset_code")
    new = "cinq mots encore plus longs"
    client.post(reverse("account_complete_password_reset"), {"password1": new, "password2": new})
    member.refresh_from_db()
    assert member.check_password(new)
    assert mail.outbox[-1].subject == "Votre mot de passe a été remplacé"


def test_an_address_changes_once_proved_and_the_old_one_is_told(client_for, member):
    client = client_for(member)
    client.post(reverse("account_email"), {"email": "neuve@service.example", "action_add": ""})
    give_code(client, last_code(), "account_email_verification_sent")
    member.refresh_from_db()
    assert member.email == "neuve@service.example"
    told = next(email for email in mail.outbox if email.subject == "Votre adresse a changé")
    assert told.to == ["claude@service.example"]


def test_a_mail_server_that_is_down_is_a_sentence(client, member, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    page = ask_code(client, member.email)
    assert page.status_code == 200
    assert "la messagerie ne répond pas" in page.content.decode()


def test_links_of_letters_use_the_public_address(client, settings):
    settings.SITE_URL = "https://eig.example"
    ask_code(client, "inconnue@service.example")
    assert "https://eig.example/compte/inscription/" in mail.outbox[-1].body


def test_the_second_factor_is_asked_after_the_code(client, member):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(member, secret)
    ask_code(client, member.email)
    answer = give_code(client, last_code())
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert not signed_in(client)


def test_one_corrects_ones_own_name(client_for, member):
    client = client_for(member)
    assert client.post(reverse("account_identity"), {"first_name": "", "last_name": "X"}).status_code == 200
    client.post(reverse("account_identity"), {"first_name": "Claude", "last_name": "<b>Martin</b>"})
    page = client.get(reverse("account")).content.decode()
    assert "Claude &lt;b&gt;Martin&lt;/b&gt;" in page
    assert "<b>Martin" not in page


@pytest.mark.parametrize(
    "name", ["account_login", "account_login_password", "account_signup", "account_reset_password"]
)
def test_doors_are_open_to_strangers_and_in_french(client, name):
    page = client.get(reverse(name))
    assert page.status_code == 200
    words = re.sub(r"<[^>]*>", " ", page.content.decode().partition("<main")[2])
    assert not re.search(r"\b(email|password|sign|submit|your)\b", words, re.IGNORECASE)


def test_the_rest_asks_to_sign_in(client):
    assert client.get(reverse("account"))["Location"] == f"{reverse('account_login')}?next={reverse('account')}"
