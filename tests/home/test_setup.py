"""``manage.py setup``: the groups and their permissions, as often as one likes."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from eig.home.groups import GROUPS
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def held() -> dict[str, set[str]]:
    return {
        group.name: {
            f"{permission.content_type.app_label}.{permission.codename}" for permission in group.permissions.all()
        }
        for group in Group.objects.all()
    }


def test_twice_changes_nothing(groups):
    before = held()
    call_command("setup", verbosity=0)
    assert held() == before
    assert set(before) == set(GROUPS)


def test_what_was_changed_by_hand_is_put_back(groups):
    before = held()
    groups["coaches"].permissions.clear()
    groups["dpo"].permissions.add(Permission.objects.get(codename="change_challenge"))
    call_command("setup", verbosity=0)
    assert held() == before


def test_coordination_runs_the_year_but_deletes_nothing_submitted(coordination):
    assert coordination.has_perms(
        ["promotions.change_promotion", "challenges.change_challenge", "candidates.view_application"]
    )
    for code in ("challenges.delete_challenge", "candidates.delete_application", "journal.change_entry"):
        assert not coordination.has_perm(code)


@pytest.mark.parametrize("group", [name for name in GROUPS if name != "coordination"])
def test_only_the_coordination_reads_letters_and_writes_anything(groups, group):
    user = UserFactory(is_staff=True)
    user.groups.add(groups[group])
    assert not user.has_perm("notifications.view_message")
    assert all(".view_" in code for code in user.get_all_permissions())


def test_a_database_without_its_permissions_is_said(groups):
    Permission.objects.filter(codename="view_challenge").delete()
    with pytest.raises(CommandError, match=r"challenges\.view_challenge"):
        call_command("setup", verbosity=0)


def test_it_says_what_it_did(db, capsys):
    call_command("setup")
    assert "6 groups are ready" in capsys.readouterr().out
