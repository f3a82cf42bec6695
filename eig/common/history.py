"""Whether a database was built by the migrations of this version, or by others that it does not have."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from django.core.checks import Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from eig.common.sql import LoadSql, defined, digest, our_apps, sql_files

AGAIN = (
    "To build the demonstration again, erasing all that this checkout holds: REBUILD=1 ./run. "
    "Elsewhere, give DATABASE_URL=… of an empty database, or run the version that built this one."
)
PRESENT = """
SELECT 'TRIGGER', tgname, '' FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'FUNCTION', proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
"""


def check_history(app_configs=None, databases: Sequence[str] | None = None, **options) -> list[Error]:
    """What `migrate` and `check --database default` say of the database before they do anything."""
    said = (objection(connections[alias]) for alias in databases or [])
    return [Error(sentence, hint=AGAIN, id="eig.E001") for sentence in said if sentence]


def objection(connection: BaseDatabaseWrapper) -> str:
    """Why the database cannot be brought up to date, in a sentence; empty when it can, or holds nothing yet."""
    loader = MigrationLoader(connection)
    ours = {app.label for app in our_apps()}
    applied = sorted(key for key in loader.applied_migrations if key[0] in ours)
    unknown = [".".join(key) for key in applied if key not in loader.disk_migrations]
    if unknown:
        return f"This database was built by migrations that this version does not have: {few(unknown)}."
    strayed = strays(list(loaded(loader, applied)), connection)
    if strayed:
        put_back = "If somebody changed them, put back what the .sql files say."
        return f"This database does not have, as its migrations loaded them: {few(strayed)}. {put_back}"
    return ""


def loaded(loader: MigrationLoader, applied: Sequence[tuple[str, str]]) -> Iterator[Path]:
    """The .sql files that applied migrations loaded and that have not changed since."""
    files = {app.label: sql_files(app) for app in our_apps()}
    for key in applied:
        for operation in loader.disk_migrations[key].operations:
            if isinstance(operation, LoadSql):
                path = files[key[0]].get(operation.table)
                if path and operation.digest == digest(path):
                    yield path


def strays(paths: Sequence[Path], connection: BaseDatabaseWrapper) -> list[str]:
    """What files define and the database lacks, or has with another body: « trigger juries_mark_open »."""
    texts = "".join(path.read_text(encoding="utf-8") for path in paths)
    with connection.cursor() as cursor:
        cursor.execute(PRESENT)
        present = {(kind, name) for kind, name, body in cursor.fetchall() if body in texts}
    wanted = [(kind, name) for kind in ("FUNCTION", "TRIGGER") for name in defined(paths, kind)]
    return [f"{kind.lower()} {name}" for kind, name in wanted if (kind, name) not in present]


def few(names: Sequence[str]) -> str:
    """« a, b, c and 4 more »."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
