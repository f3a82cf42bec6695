"""The administration's door, and who may give rights."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from eig.accounts.models import User
from tests.factories.accounts import UserFactory

JOURNAL = {f"journal-entry-content_type-object_id-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def superuser():
    return UserFactory(is_staff=True, is_superuser=True)


def test_the_administration_has_no_door_of_its_own(client):
    index = reverse("admin:index")
    answer = client.get(index, follow=True)
    assert answer.redirect_chain[-1][0].startswith(f"{reverse('account_login')}?next=")
    assert client.get(reverse("admin:login"), {"next": index})["Location"].startswith(reverse("account_login"))


def test_whoever_is_not_staff_is_told_so(client_for, candidate):
    answer = client_for(candidate).get(reverse("admin:index"), follow=True)
    assert answer.status_code == 403
    assert "pas pour ce compte" in answer.content.decode()


def test_staff_without_second_factor_is_led_to_set_it_up(client_for, coordination, settings):
    settings.STAFF_MFA_REQUIRED = True
    answer = client_for(coordination).get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[0][0] == reverse("mfa_activate_totp")
    assert "seconde preuve d’identité" in answer.content.decode()


def test_staff_with_second_factor_enters(client_for, coordination, settings):
    settings.STAFF_MFA_REQUIRED = True
    TOTP.activate(coordination, SECRET)
    assert client_for(coordination).get(reverse("admin:index")).status_code == 200


def test_the_setting_may_be_off(client_for, coordination, settings):
    settings.STAFF_MFA_REQUIRED = False
    assert client_for(coordination).get(reverse("admin:index")).status_code == 200


def test_the_second_factor_is_asked_of_nobody_else(client_for, candidate, settings):
    settings.STAFF_MFA_REQUIRED = True
    assert client_for(candidate).get(reverse("account")).status_code == 200


def test_the_coordination_cannot_give_rights(client_for, coordination, agent):
    url = reverse("admin:accounts_user_change", args=[agent.pk])
    data = {
        "first_name": "Amir",
        "last_name": "Agent",
        "is_staff": "on",
        "is_superuser": "on",
        "is_active": "on",
    } | JOURNAL
    assert client_for(coordination).post(url, data).status_code == 302
    agent.refresh_from_db()
    assert (agent.is_staff, agent.is_superuser) == (False, False)


def test_a_superuser_gives_a_group_by_its_french_name(client_for, superuser, agent, groups):
    client = client_for(superuser)
    url = reverse("admin:accounts_user_change", args=[agent.pk])
    assert "Ressources humaines" in client.get(url).content.decode()
    data = {
        "first_name": "Amir",
        "last_name": "Agent",
        "is_active": "on",
        "is_staff": "on",
        "groups": groups["hr"].pk,
    } | JOURNAL
    client.post(url, data)
    assert list(agent.groups.all()) == [groups["hr"]]


def test_an_added_person_signs_in_by_code_only(client_for, superuser):
    data = {"first_name": "Zoé", "last_name": "Neuve", "email": "zoe@service.example", "is_active": "on"} | JOURNAL
    client_for(superuser).post(reverse("admin:accounts_user_add"), data)
    assert not User.objects.get(email="zoe@service.example").has_usable_password()


def test_nobody_is_deleted_by_a_click(client_for, superuser, agent):
    assert client_for(superuser).post(reverse("admin:accounts_user_delete", args=[agent.pk])).status_code == 403


@pytest.mark.parametrize("people", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(client_for, superuser, groups, people, django_assert_num_queries):
    client = client_for(superuser)
    for user in UserFactory.create_batch(people):
        user.groups.add(groups["hr"])
    with django_assert_num_queries(6):
        client.get(reverse("admin:accounts_user_changelist"))
