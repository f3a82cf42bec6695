"""The register of personal data names every column of every table: what it tells of people, or that it tells nothing.

A new column without its line fails, and so does a line whose column is gone. The sentence of a failure says what to
write, and where.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test.utils import isolate_apps

from candidates.application.models.applications import Application
from eig.accounts.models import User
from eig.accounts.personal import IDENTITY, Staff
from eig.common.personal import Nobody, Persons
from eig.home.groups import GROUPS, permissions
from eig.privacy.register import APART, DESKS, TABLES
from tests.architecture.tree import PACKAGES, module_of, sources

DULL = (
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)
"""The kinds of columns in which nobody can be named; a text is dull only when it is one of a list of choices."""
GIVEN = (models.AutoField, models.UUIDField)
HELD_BY_DJANGO = {"django_migrations"}
LEFT_TO_OTHERS = {"eig.common.personal", "eig.files.personal"}
"""The words of the register, and files: the apps that ask for them tell them."""

Table = Persons | Nobody
Model = type[models.Model]


def columns(model: Model) -> dict[str, models.Field]:
    """The columns that a model adds, many-to-many ones included, but for its key when a machine gives it."""
    own: Iterable[Any] = (*model._meta.local_fields, *model._meta.local_many_to_many)
    return {field.name: field for field in own if not (field.primary_key and isinstance(field, GIVEN))}


def named(table: Table) -> list[str]:
    """The columns that a line names."""
    told = table.told if isinstance(table, Persons) else ()
    return [name for names in (*told, table.nothing) for name in names.split()]


def is_dull(field: models.Field) -> bool:
    """Whether a column can tell nothing of a person by itself: a link to something else than a person is dull."""
    if field.is_relation:
        return field.related_model is not User
    return isinstance(field, DULL) or bool(isinstance(field, models.CharField) and field.choices)


def desk_of(model: Model) -> str:
    """The file where the columns of a model are told: beside it, else in the assembly for what is not ours."""
    place = model.__module__.partition(".models")[0]
    ours = place.partition(".")[0] in PACKAGES
    return str(PurePosixPath(*(place if ours else "eig.privacy").split("."), "personal.py"))


def untold(tables: Iterable[Table], known: Iterable[Model]) -> Iterator[str]:
    """What to write for each table and each column that no line names."""
    lines = list(tables)
    for model in known:
        of_it = [table for table in lines if table.model is model]
        known_names = {name for table in of_it for name in named(table)}
        missing = {name: field for name, field in columns(model).items() if name not in known_names}
        if not of_it and missing:
            yield f"{model._meta.label}: no line. In TABLES of {desk_of(model)}, write\n{whole(model, missing)}"
        elif missing:
            yield f"{model._meta.label}: no line for {', '.join(missing)}. In {desk_of(model)}, {HOW}"


HOW = (
    'write each name beside those of its kind, as in {"phone town": CONTACT}; '
    'or in nothing="…" when it tells nothing of a person, which a text or a link to a person never does.'
)


def whole(model: Model, missing: dict[str, models.Field]) -> str:
    """The lines of a table that has none, to paste and to correct."""
    telling = " ".join(name for name, field in missing.items() if not is_dull(field)) or "…"
    dull = " ".join(name for name, field in missing.items() if is_dull(field))
    name = model.__name__
    return (
        f'    Persons({name}, {{"{telling}": Kept(…)}}, nothing="{dull}"),\n'
        f'or, when no person is ever named there, Nobody({name}, "ce que c’est", "{" ".join(missing)}").'
    )


def gone(tables: Iterable[Table]) -> Iterator[str]:
    """The names of a line that are no column, or are there twice."""
    for table in tables:
        own, names = columns(table.model), named(table)
        for name in dict.fromkeys(names):
            if name not in own:
                yield f"{table.model._meta.label}.{name}: no such column, take it out of {desk_of(table.model)}"
            if names.count(name) > 1:
                yield f"{table.model._meta.label}.{name}: twice in one line of {desk_of(table.model)}"


def hidden(tables: Iterable[Table]) -> Iterator[str]:
    """Columns said to tell nothing although they name a person or hold a text of theirs."""
    for table in tables:
        for name in table.nothing.split():
            field = columns(table.model).get(name)
            if field and not is_dull(field) and (isinstance(table, Persons) or field.related_model is User):
                yield f"{table.model._meta.label}.{name}: in {desk_of(table.model)}, {HOW}"


def contradicted(tables: Iterable[Table]) -> Iterator[str]:
    """Columns that one line tells of people and another says to tell nothing."""
    lines = list(tables)
    said = {(table.model, name) for table in lines for name in named(table) if name not in table.nothing.split()}
    for table in lines:
        yield from (
            f"{table.model._meta.label}.{name}" for name in table.nothing.split() if (table.model, name) in said
        )


def unread(tables: Iterable[Table]) -> Iterator[str]:
    """The groups of the team whose members read a table in the tool, and that no line of it names among its readers."""
    pages = admin.site._registry
    shown = {*pages, *(inline.model for page in pages.values() for inline in page.inlines)}
    for table in tables:
        if isinstance(table, Persons) and table.model in shown:
            view = (table.model._meta.app_label, f"view_{table.model._meta.model_name}")
            readers = {reader for kept in table.told.values() for reader in kept.readers}
            for group in (group for group in GROUPS if view in permissions(group)):
                if readers and Staff[group.upper()] not in readers:
                    yield f"{table.model._meta.label}: {Staff[group.upper()]}, in {desk_of(table.model)}"


def nameless(tables: Iterable[Table]) -> Iterator[str]:
    """The personal columns that have no French name: nobody gave one, and Django made it of their English one."""
    for table in tables:
        for name in named(table) if isinstance(table, Persons) else ():
            field = columns(table.model).get(name)
            english = field and not field.is_relation and "verbose_name" not in field.deconstruct()[3]
            if english and name not in table.labels and name not in table.nothing.split():
                yield f"{table.model._meta.label}.{name}: give it a French verbose_name, or its line a label"


def every_model() -> list[Model]:
    return [model for model in apps.get_models() if not model._meta.proxy]


def test_every_column_has_its_line():
    wrong = list(untold(TABLES, every_model()))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("search", [gone, hidden, contradicted, unread, nameless])
def test_the_lines_are_right(search):
    wrong = list(search(TABLES))
    assert not wrong, "\n".join(wrong)


def test_every_personal_desk_is_gathered():
    desks = {module_of(path) for path in sources() if path.name == "personal.py"}
    assert desks - LEFT_TO_OTHERS == {desk.__name__ for desk in DESKS}, "gather it in eig/privacy/register.py"


@pytest.mark.django_db
def test_no_table_of_the_database_is_forgotten():
    told = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    apart = {place.table for place in APART if place.table}
    assert set(connection.introspection.table_names()) - told - apart == HELD_BY_DJANGO


def test_every_group_of_the_team_has_its_words():
    assert {group.upper() for group in GROUPS} == set(Staff.__members__)


def of(model: Model) -> Persons:
    return next(table for table in TABLES if isinstance(table, Persons) and table.model is model)


def without(name: str) -> list[Table]:
    """The register before somebody wrote the line of a column of the applications."""
    table = of(Application)
    told = {" ".join(word for word in names.split() if word != name): kept for names, kept in table.told.items()}
    return [replace(table, told=told) if other is table else other for other in TABLES]


@pytest.mark.parametrize("name", ["phone", "refusal_reason", "answers", "user"])
def test_a_new_column_is_caught(name):
    (found,) = untold(without(name), every_model())
    assert found.startswith(f"candidates.Application: no line for {name}. In candidates/application/personal.py, write")


@isolate_apps()
def test_a_new_table_is_caught_with_the_lines_to_paste():
    class Candidacy(models.Model):
        person = models.ForeignKey(User, models.CASCADE)
        remark = models.TextField("remarque")
        rank = models.PositiveSmallIntegerField("rang")

        class Meta:
            app_label = "candidates"

        def __str__(self) -> str:
            return self.remark

    Candidacy.__module__ = "candidates.selection.models.candidacies"
    (found,) = untold(TABLES, [*every_model(), Candidacy])
    assert "In TABLES of candidates/selection/personal.py, write" in found
    assert 'Persons(Candidacy, {"person remark": Kept(…)}, nothing="rank")' in found


def test_a_column_that_is_gone_is_caught():
    line = replace(of(User), told={"first_name nickname": IDENTITY, "email email": IDENTITY})
    assert [found.partition(":")[0] for found in gone([line])] == ["accounts.User.nickname", "accounts.User.email"]


@pytest.mark.parametrize(
    ("model", "name"), [(User, "first_name"), (User, "email"), (Application, "user"), (Application, "refusal_reason")]
)
def test_a_text_or_a_person_said_to_be_nothing_is_caught(model, name):
    assert len(list(hidden([Persons(model, {}, nothing=name)]))) == 1


def test_a_table_of_nobody_that_names_a_person_is_caught():
    assert len(list(hidden([Nobody(Application, "réglages", "user status headline")]))) == 1


def test_a_line_that_contradicts_another_is_caught():
    lines = [Persons(User, {"is_active": IDENTITY}), Persons(User, {}, nothing="is_active")]
    assert list(contradicted(lines)) == ["accounts.User.is_active"]


def test_a_reader_who_is_left_out_is_caught():
    line = Persons(User, {"email": replace(IDENTITY, readers=(Staff.COORDINATION,))})
    assert [found.partition(",")[0] for found in unread([line])] == [f"accounts.User: {Staff.DPO}"]
