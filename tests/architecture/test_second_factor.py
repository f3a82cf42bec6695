"""Staff without a second factor reach nothing but its set-up: every address is asked, reading and writing."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.urls import reverse

from eig.accounts.models import User, coordination
from eig.reviewing.forms.reading import readers
from tests.architecture.test_access import client_of, table, url_of
from tests.architecture.world import build

OPEN = {"mfa_activate_totp", "mfa_index", "account_reauthenticate", "account_logout", "see_as_end"}
CATCH_ALLS = ("/admin/rien/", "/admin/rien/du/tout/")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def world(settings, clock, at, db):
    """One of everything; staff must hold a second factor."""
    settings.STAFF_MFA_REQUIRED = True
    return build(at)


def as_staff(user: User) -> User:
    """The same person with every right of the staff."""
    user.is_staff = user.is_superuser = True
    user.save()
    user.groups.add(*Group.objects.all())
    return user


@pytest.mark.parametrize("role", ["staff", "coordination", "agent", "juror", "candidate", "mentor"])
def test_no_address_opens_to_staff_without_a_second_factor(world, role):
    client = client_of(as_staff(world.people[role]))
    door, wrong = reverse("mfa_activate_totp"), []
    urls = [(name, url_of(name, wanted, world.objects)) for name, (wanted, _) in table().items() if name not in OPEN]
    for name, url in [*urls, *(("admin", url) for url in CATCH_ALLS)]:
        for method in ("get", "post", "head"):
            answer = getattr(client, method)(url)
            if answer.headers.get("Location") != door:
                wrong.append(f"{method} {name} ({url}): {answer.status_code}")
    assert wrong == []


def test_what_stays_open_leads_to_the_second_factor_or_out(world):
    person = world.people["coordination"]
    person.set_unusable_password()
    person.save()
    client = client_of(person)
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    assert page.context["form"].secret
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_whoever_has_a_password_gives_it_again_first(world):
    person = world.people["coordination"]
    person.set_password("quelques mots qui se retiennent")
    person.save()
    client = client_of(person)
    asked = client.get(reverse("mfa_activate_totp"))["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    assert client.get(asked).status_code == 200
    done = client.post(asked, {"password": "quelques mots qui se retiennent"})
    assert done["Location"] == reverse("mfa_activate_totp")
    assert client.get(done["Location"]).status_code == 200


def test_an_address_still_to_verify_is_said_without_turning_in_circles(world):
    person = world.people["coordination"]
    person.set_unusable_password()
    person.save()
    person.emailaddress_set.create(email="autre@service.example", verified=False)
    page = client_of(person).get(reverse("home"), follow=True)
    assert page.status_code == 200
    assert "Vérifiez d’abord votre adresse" in page.content.decode()


def test_the_eyes_of_another_person_are_closed_too(world):
    staff, person = world.people["coordination"], world.people["candidate"]
    TOTP.activate(staff, SECRET)
    client = client_of(staff)
    client.post(reverse("see_as", args=[person.pk]), {"reason": "Aide par téléphone"})
    assert client.get(reverse("candidates:mine")).status_code != 403
    assert client.session["seeing_as"]["person"] == person.pk
    staff.authenticator_set.all().delete()
    for name in ("home", "candidates:mine", "challenges:mine"):
        assert client.get(reverse(name))["Location"] == reverse("mfa_activate_totp")
    assert client.post(reverse("see_as_end")).status_code == 302
    assert "seeing_as" not in client.session


def test_rights_end_with_the_place_in_the_team(world):
    former = world.people["coordination"]
    assert former.has_perm("challenges.view_challenge")
    assert former in coordination()
    assert former in readers()
    former.is_staff = False
    former.save()
    former = User.objects.get(pk=former.pk)
    assert not former.has_perm("challenges.view_challenge")
    assert former not in coordination(), "the team's letters would still reach them"
    assert former not in readers(), "files could still be handed to them"
    hidden = reverse("challenges:file", args=[world.objects["draft"]["pk"]])
    assert client_of(former).get(hidden).status_code == 404
