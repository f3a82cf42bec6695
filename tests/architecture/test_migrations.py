"""Migrations say what the models say, under names that a person chose; the database says what the .sql files say."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from eig.common.sql import LoadSql, defined, digest, our_apps, sql_files
from tests.architecture.tree import FLOORS, PACKAGES, ROOT

FILES = {(app.label, table): path for app in our_apps() for table, path in sql_files(app).items()}
LABELS = {name.rpartition(".")[2]: floor for name, floor in FLOORS.items()}
HAND_WRITTEN = """
SELECT pg_get_functiondef(oid) FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend WHERE pg_depend.objid = pg_proc.oid AND deptype = 'e')
UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
"""


def migrations():
    return [path for package in PACKAGES for path in (ROOT / package).rglob("migrations/[0-9]*.py")]


def hand_written() -> set[str]:
    """The functions and triggers that the database has, as it tells them itself."""
    with connection.cursor() as cursor:
        cursor.execute(HAND_WRITTEN)
        return {text for (text,) in cursor.fetchall()}


def drifted() -> set[str]:
    """What the database has and the files do not say, or the other way round."""
    found = hand_written()
    with connection.schema_editor() as editor:
        for (label, table), path in FILES.items():
            LoadSql(table, digest(path)).database_forwards(label, editor, None, None)
    names = {name for kind in ("FUNCTION", "TRIGGER") for name in defined(FILES.values(), kind)}
    told = {text for text in hand_written() if re.search(r"(?:FUNCTION public\.|TRIGGER )(\w+)", text)[1] in names}
    return found ^ told


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_migration_is_named_by_a_machine():
    assert [str(path.relative_to(ROOT)) for path in migrations() if "_auto_" in path.name] == []


def test_no_migration_hides_a_rule():
    assert [path for path in migrations() if re.search("CREATE .*(FUNCTION|TRIGGER)", path.read_text())] == []


def test_each_sql_file_is_loaded_as_it_stands():
    """A changed file wants a new migration with the line that this test shows, or nobody who is deployed has it."""
    loader = MigrationLoader(None)
    order = sorted(key for key in loader.disk_migrations if key[0] in LABELS)
    steps = [(key[0], step) for key in order for step in loader.disk_migrations[key].operations]
    last = {(label, step.table): step.digest for label, step in steps if isinstance(step, LoadSql)}
    wanted = {key: digest(path) for key, path in FILES.items()}
    lines = [f'{key[0]}: LoadSql("{key[1]}", "{named}")' for key, named in wanted.items() if last.get(key) != named]
    assert lines == []
    assert last.keys() == wanted.keys()


def test_a_rule_stands_no_lower_than_the_tables_that_it_names():
    for (label, _), path in FILES.items():
        named = set(re.findall(rf"\b({'|'.join(LABELS)})_\w+", path.read_text(encoding="utf-8")))
        assert [other for other in named if LABELS[other] > LABELS[label]] == [], path


@pytest.mark.django_db
def test_the_database_has_what_the_files_say_and_no_more():
    assert (
        len(hand_written()) == len(defined(FILES.values(), "FUNCTION")) + len(defined(FILES.values(), "TRIGGER")) > 50
    )
    assert drifted() == set()


DRIFTS = {
    "another body": "CREATE OR REPLACE FUNCTION juries_hearing_moves() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NULL; END $$",
    "a trigger gone": "DROP TRIGGER juries_mark_open ON juries_mark",
    "a trigger at another moment": "DROP TRIGGER juries_mark_open ON juries_mark; CREATE TRIGGER juries_mark_open "
    "BEFORE INSERT ON juries_mark FOR EACH ROW EXECUTE FUNCTION juries_refuse_closed()",
    "a trigger that no file names": "CREATE TRIGGER juries_jury_open BEFORE INSERT ON juries_jury "
    "FOR EACH ROW EXECUTE FUNCTION juries_refuse_closed()",
    "a trigger under another's name": "CREATE TRIGGER watch BEFORE INSERT ON juries_jury "
    "FOR EACH ROW EXECUTE FUNCTION juries_refuse_closed()",
    "a function that no file names": "CREATE FUNCTION juries_spare() RETURNS int LANGUAGE sql AS 'SELECT 1'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", DRIFTS.values(), ids=DRIFTS)
def test_a_planted_drift_is_caught(change):
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert drifted()
