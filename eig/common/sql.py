"""What the database keeps by itself: one readable .sql per table, beside its model, and how a migration loads it.

The file says the whole rule: functions, and the triggers that it hangs on its own table and on those below.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.apps import AppConfig, apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

DEFINED = re.compile(r"^CREATE (?:OR REPLACE )?(?:CONSTRAINT )?(FUNCTION|TRIGGER) (\w+)", re.MULTILINE)
DROP_TRIGGERS = """
DO $$
DECLARE
    old record;
BEGIN
    FOR old IN
        SELECT tgname, tgrelid::regclass AS place FROM pg_trigger
        WHERE NOT tgisinternal AND tgname ^@ '{label}_' AND (tgname = ANY ('{{{own}}}') OR tgname <> ALL ('{{{all}}}'))
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', old.tgname, old.place);
    END LOOP;
END $$
"""


class LoadSql(Operation):
    """Load the .sql of a table of this app, as it stands today.

    ``digest`` is that of the file when the migration was written. A file that changed since is left to the later
    migration that has its new digest, because it may speak of columns to come; but ``first`` is for what tables are
    built on, loaded whatever its digest. Triggers of the app that no file names any more are dropped.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, digest: str, *, first: bool = False) -> None:
        self.table, self.digest, self.first = table, digest, first

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models are not concerned."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the triggers of the file, then do what it says."""
        found = sql_files(apps.get_app_config(app_label)).get(self.table)
        if found and (self.first or digest(found) == self.digest):
            drop_triggers(app_label, schema_editor, found)
            schema_editor.execute(found.read_text(encoding="utf-8"), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop its triggers and its functions."""
        found = sql_files(apps.get_app_config(app_label)).get(self.table)
        if found:
            drop_triggers(app_label, schema_editor, found)
            for name in defined([found], "FUNCTION"):
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}")

    def describe(self) -> str:
        """The line of `migrate --plan`."""
        return f"Load {self.table}.sql"


def drop_triggers(app_label: str, schema_editor: BaseDatabaseSchemaEditor, path: Path) -> None:
    """Drop the triggers that a file defines, and those of its app that no file defines any more."""
    everywhere = defined(sql_files(apps.get_app_config(app_label)).values(), "TRIGGER")
    own = ",".join(defined([path], "TRIGGER"))
    schema_editor.execute(DROP_TRIGGERS.format(label=app_label, own=own, all=",".join(everywhere)), params=None)


def our_apps() -> list[AppConfig]:
    """The apps of this repository: what came in a package has its own migrations."""
    return [app for app in apps.get_app_configs() if "site-packages" not in Path(app.path).parts]


def sql_files(app: AppConfig) -> dict[str, Path]:
    """The .sql files of an app, by the name of their table, wherever its model stands."""
    return {path.stem: path for path in sorted(Path(app.path).rglob("*.sql"))}


def digest(path: Path) -> str:
    """A short name for what a file says."""
    return sha256(path.read_bytes()).hexdigest()[:12]


def defined(paths: Iterable[Path], kind: str) -> list[str]:
    """The names of the functions (``FUNCTION``) or of the triggers (``TRIGGER``) that files define, in order."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [name for text in texts for found, name in DEFINED.findall(text) if found == kind]
