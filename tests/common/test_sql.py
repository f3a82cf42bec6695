"""A migration loads the rules of a table from the file beside its model, and leaves what later ones will load."""

import pytest
from django.db import connection

from eig.common.sql import LoadSql, digest, our_apps, sql_files
from tests.factories.juries import MarkFactory

pytestmark = pytest.mark.django_db
[JURIES] = [app for app in our_apps() if app.label == "juries"]
SHEETS = digest(sql_files(JURIES)["juries_sheet"])


def run(step: LoadSql, direction: str = "database_forwards") -> None:
    with connection.schema_editor() as editor:
        getattr(step, direction)("juries", editor, None, None)


def execute(sql: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def triggers() -> set[str]:
    return {name for (name,) in execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")}


def functions() -> set[str]:
    return {name for (name,) in execute("SELECT proname FROM pg_proc")}


def test_apps_of_packages_are_not_ours():
    labels = {app.label for app in our_apps()}
    assert {"common", "juries", "challenges", "candidates", "mentoring"} <= labels
    assert not labels & {"auth", "account", "dsfr", "postgres"}


def test_loading_twice_changes_nothing():
    before = triggers()
    run(LoadSql("juries_sheet", SHEETS))
    assert triggers() == before >= {"juries_sheet_open", "juries_mark_open", "juries_sheet_rank_once"}


def test_loading_brings_back_what_was_dropped():
    execute("DROP TRIGGER juries_sheet_open ON juries_sheet")
    run(LoadSql("juries_sheet", SHEETS))
    assert "juries_sheet_open" in triggers()


def test_a_file_that_changed_since_is_left_to_a_later_migration():
    execute("DROP TRIGGER juries_sheet_open ON juries_sheet")
    run(LoadSql("juries_sheet", "0ld"))
    assert "juries_sheet_open" not in triggers()


def test_a_file_that_is_gone_is_no_error():
    run(LoadSql("juries_gone", "0ld"))
    run(LoadSql("juries_gone", "0ld", first=True), "database_backwards")


def test_what_tables_are_built_on_is_loaded_whatever_it_says_by_now():
    execute("DROP FUNCTION juries_during CASCADE")
    run(LoadSql("juries_hearing", "0ld", first=True))
    assert "juries_during" in functions()


def test_a_trigger_that_no_file_names_any_more_goes_and_those_of_others_stay():
    trigger = "BEFORE UPDATE ON juries_jury FOR EACH ROW EXECUTE FUNCTION juries_refuse_closed()"
    execute(f"CREATE TRIGGER juries_former {trigger}; CREATE TRIGGER elsewhere_former {trigger}")
    run(LoadSql("juries_sheet", SHEETS))
    assert "juries_former" not in triggers()
    assert {"elsewhere_former", "challenges_juror_marks"} <= triggers()


def test_going_back_leaves_neither_triggers_nor_functions():
    run(LoadSql("juries_sheet", SHEETS), "database_backwards")
    assert not triggers() & {"juries_sheet_open", "juries_mark_open", "juries_sheet_rank_once"}
    assert not functions() & {"juries_refuse_closed", "juries_refuse_twin_rank"}
    assert MarkFactory().pk


def test_a_plan_says_what_is_loaded():
    step = LoadSql("juries_sheet", SHEETS)
    assert step.describe() == "Load juries_sheet.sql"
    assert step.deconstruct() == ("LoadSql", ("juries_sheet", SHEETS), {})
