"""A database that other migrations built is refused with a sentence that says what to type."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from eig.commands.console import Refusal
from eig.commands.prepare import refuse_another_history
from eig.common.history import few, objection

pytestmark = pytest.mark.django_db
FORMER = [("challenges", "0002_questions_of_jurors"), ("juries", "0002_invite_jurors")]
FIRST_DAYS = "DROP TRIGGER challenges_written ON challenges_challenge; DROP FUNCTION challenges_refuse_unheard CASCADE"
CHANGED = (
    "CREATE OR REPLACE FUNCTION juries_hearing_moves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
)


@pytest.fixture
def former():
    """Tables as they are, and the names of the migrations that built them formerly."""
    for app, name in FORMER:
        MigrationRecorder(connection).record_applied(app, name)


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_our_database_is_ours():
    assert objection(connection) == ""
    refuse_another_history()
    call_command("check", databases=["default"], stdout=StringIO())


def test_a_database_that_holds_nothing_yet_is_welcome():
    with connection.schema_editor() as editor:
        editor.delete_model(MigrationRecorder(connection).Migration)
    assert objection(connection) == ""


def test_migrations_of_packages_may_be_renamed_by_their_authors():
    MigrationRecorder(connection).record_applied("account", "0099_merged_since")
    assert objection(connection) == ""


def test_names_that_no_longer_exist_are_said(former):
    assert objection(connection) == (
        "This database was built by migrations that this version does not have: "
        "challenges.0002_questions_of_jurors, juries.0002_invite_jurors."
    )


def test_a_database_of_the_first_days_has_our_names_and_not_our_rules():
    execute(FIRST_DAYS)
    assert objection(connection) == (
        "This database does not have, as its migrations loaded them: function challenges_refuse_unheard, "
        "trigger challenges_written, trigger challenges_hearings_kept. "
        "If somebody changed them, put back what the .sql files say."
    )


def test_a_function_that_somebody_changed_is_said():
    execute(CHANGED)
    assert " loaded them: function juries_hearing_moves. " in objection(connection)


@pytest.mark.parametrize(
    "command",
    [
        lambda: call_command("migrate", skip_checks=False, stdout=StringIO()),
        lambda: call_command("check", databases=["default"], stdout=StringIO()),
        lambda: call_command("check", deploy=True, databases=["default"], stdout=StringIO()),
    ],
    ids=["migrate", "check", "deployment"],
)
def test_commands_refuse_and_say_what_to_type(former, command):
    with pytest.raises(SystemCheckError, match=r"migrations that this version does not have: challenges\.0002") as said:
        command()
    assert "REBUILD=1 ./run" in str(said.value)
    assert "DATABASE_URL=… of an empty database" in str(said.value)


def test_a_start_refuses_and_says_what_to_type(former):
    with pytest.raises(Refusal, match=r"does not have: challenges\.0002(.|\n)*REBUILD=1 \./run"):
        refuse_another_history()


def test_long_lists_are_cut():
    assert few(["a", "b", "c"]) == "a, b, c"
    assert few(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
