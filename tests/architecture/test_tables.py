"""A table looked up by a kind that a row of the database carries has a line for every kind."""

import re
from collections.abc import Mapping
from importlib import import_module

import pytest
from django.db.models.enums import Choices

from tests.architecture.tree import module_of, sources


def holes(table: Mapping) -> set:
    """The kinds that a table keyed by choices does not know."""
    kinds = {type(key) for key in table if isinstance(key, Choices)}
    return {kind for family in kinds for kind in family} - set(table)


def looked_up() -> dict[str, Mapping]:
    """The tables keyed by choices, by the name of a module that reads them as ``TABLE[kind]``."""
    found = {}
    for path in sources():
        for name in set(re.findall(r"\b([A-Z][A-Z_]+)\[", path.read_text())) if "settings" not in path.parts else ():
            table = getattr(import_module(module_of(path)), name, None)
            if isinstance(table, Mapping) and any(isinstance(key, Choices) for key in table):
                found[f"{module_of(path)}.{name}"] = table
    return found


def test_tables_looked_up_by_a_kind_know_every_kind():
    tables = looked_up()
    assert len(tables) > 3
    assert {name: holes(table) for name, table in tables.items() if holes(table)} == {}


@pytest.mark.parametrize("table", [{}, {"a": 1}])
def test_other_tables_have_no_hole(table):
    assert holes(table) == set()


def test_a_forgotten_kind_is_a_hole():
    class Kind(Choices):
        OPEN = "open"
        SHUT = "shut"

    assert holes({Kind.OPEN: 1}) == {Kind.SHUT}
    assert holes({Kind.OPEN: 1, Kind.SHUT: 2}) == set()
