"""Filling a database, and never one that is not the demonstration's."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.common import clock
from eig.demo import building
from eig.demo.building import NotADemonstration, build
from eig.demo.models import DemoBuild
from eig.demo.scenarios import SCENARIOS
from eig.files.models import StoredFile
from eig.notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.promotions import PromotionFactory


def told(*command: str) -> str:
    output = StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()


def status() -> dict:
    return json.loads(told("demo", "--status"))


def test_production_is_never_touched(settings, db, now):
    settings.DEMO = False
    with pytest.raises(NotADemonstration):
        build("call-open", now)
    with pytest.raises(CommandError, match="DEMO is off"):
        told("demo", "call-open")


@pytest.mark.parametrize("somebody", [UserFactory, PromotionFactory])
def test_data_that_no_demonstration_made_is_never_erased(demonstration, now, somebody):
    row = somebody()
    with pytest.raises(NotADemonstration, match="no demonstration made"):
        build("call-open", now)
    assert "nothing was built" in told("demo", "call-open", "--if-empty")
    row.refresh_from_db()


def test_the_accounts_stand_in_columns(demonstration, now):
    DemoBuild.objects.create(scenario="call-closed", built_at=now)
    for name in ("coordination", "lecture"):
        UserFactory(email=f"{name}@demo.example")
    first, second = told("demo", "--accounts").splitlines()
    assert first.startswith("coordination    coordination@demo.example  /admin/")
    assert second.startswith("outside reader  lecture@demo.example       /admin/")


def test_an_unknown_scenario_is_refused(demonstration):
    with pytest.raises(CommandError, match="invalid choice"):
        told("demo", "summer")


def test_a_failure_leaves_everything_as_it_was(demonstration, now, monkeypatch):
    UserFactory()
    DemoBuild.objects.create(scenario="offers", built_at=now)
    monkeypatch.setattr(building, "play", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build("call-open", now)
    assert User.objects.count() == 1
    assert status()["scenario"] == "offers"


def test_no_place_is_marked_where_nobody_comes_back(demonstration, now, monkeypatch):
    """No savepoint during a build: they used to be a third of its queries."""
    marks = []

    def an_act(*_):
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            UserFactory()
            with transaction.atomic():
                UserFactory()
        marks.extend(query["sql"] for query in captured if "SAVEPOINT" in query["sql"])

    monkeypatch.setattr(building, "play", an_act)
    build("call-open", now)
    assert marks == []
    assert User.objects.count() == 2
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        UserFactory()
    assert any("SAVEPOINT" in query["sql"] for query in captured), "elsewhere a refusal undoes its own verb alone"


def test_nothing_built_nothing_said(demonstration):
    assert status() == {"scenario": None, "built_on": None, "aged": False}
    assert told("demo", "--accounts") == ""


def test_a_build_from_its_first_day_to_its_replacement(demonstration, now, django_capture_on_commit_callbacks):
    """One build for all that is to be seen of it: it is the slow part."""
    build("call-open", now)
    it_is_said_and_ages(now)
    only_useful_accounts_are_listed()
    the_moment_shown_is_today(now)
    assert Message.objects.exists()
    assert not Message.objects.waiting().exists()
    before = set(StoredFile.objects.values_list("file", flat=True))
    visitor = UserFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with django_capture_on_commit_callbacks(execute=True):
        build("call-open", now)
    assert not User.objects.filter(email=visitor.email).exists()
    assert DemoBuild.objects.count() == 1
    after = set(StoredFile.objects.values_list("file", flat=True))
    assert before
    assert not before & after
    assert not any(default_storage.exists(name) for name in before)
    assert all(default_storage.exists(name) for name in after)


def it_is_said_and_ages(now):
    assert status() == {"scenario": "call-open", "built_on": "2026-11-23", "aged": False}
    with clock.moved_to(now + timedelta(days=6)):
        assert not status()["aged"]
    with clock.moved_to(now + timedelta(days=8)):
        assert status()["aged"]


def only_useful_accounts_are_listed():
    lines = told("demo", "--accounts").splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["coordination", "coordination@demo.example"],
        ["agent", "agent@demo.example"],
    ]
    user = User.objects.get(email="coordination@demo.example")
    assert (user.is_staff, user.is_superuser, user.has_usable_password()) == (True, False, False)
    assert user.emailaddress_set.get().verified
    assert user.has_perm("challenges.change_challenge")


def the_moment_shown_is_today(now):
    window = Challenge.objects.get(title="MonitorFish").promotion.windows.get(kind="call_for_projects")
    assert window.is_open(now)
    assert clock.today(window.closes_at) - clock.today(now) == timedelta(days=10)
    assert window.closes_at.astimezone(clock.PARIS).hour == 17


def test_the_scenarios_follow_the_year():
    moments = [scenario.moment for scenario in SCENARIOS.values()]
    assert moments == sorted(moments)
    assert len(moments) == 9
