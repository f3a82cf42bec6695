"""A status is one row of a table, and no status lacks its words."""

from collections.abc import Mapping
from importlib import import_module

import pytest
from django.apps import apps
from django.db.models.enums import Choices

from eig.common.templatetags.eig import TONES
from eig.common.words import Words
from tests.architecture.tree import PACKAGES, module_of, sources


def statuses() -> list[type[Words]]:
    """The tables of statuses that the product defines."""
    return [table for table in Words.__subclasses__() if table.__module__.startswith(PACKAGES)]


def parallel(module) -> list[str]:
    """The names of the tables of a module that repeat the colours or the labels of choices."""
    told = {name: table for name, table in vars(module).items() if name.endswith(("TONES", "LABELS"))}
    return [
        name for name, table in told.items() if isinstance(table, Mapping) and isinstance(next(iter(table)), Choices)
    ]


@pytest.mark.parametrize("status", [row for status in statuses() for row in status], ids=repr)
def test_every_status_has_its_words(status):
    assert status.label
    assert status.public[0].isupper()
    assert status.tone in {*TONES, ""}


def test_every_diagram_steps_through_such_a_table():
    tables = [status.choices for status in statuses()]
    stepped = [model for model in apps.get_models() if hasattr(model, "FLOW")]
    assert len(stepped) > 9
    assert [model for model in stepped if list(model._meta.get_field("status").choices) not in tables] == []


def test_no_table_beside_the_choices_tells_them_again():
    modules = [
        import_module(module_of(path))
        for path in sources()
        if path.stem in ("states", "admin") or "admin" in path.parts
    ]
    assert {module.__name__: parallel(module) for module in modules if parallel(module)} == {}


def test_a_row_says_value_label_tone_and_softer_words():
    class Door(Words):
        OPEN = "open", "ouverte", "success"
        SHUT = "shut", "fermée", "", "Fermée pour l’instant"

    assert Door.choices == [("open", "ouverte"), ("shut", "fermée")]
    assert (Door("open"), Door.OPEN.tone, Door.OPEN.public) == ("open", "success", "Ouverte")
    assert (Door.SHUT.tone, Door.SHUT.public) == ("", "Fermée pour l’instant")


def test_a_row_without_its_tone_is_refused():
    with pytest.raises(TypeError):
        type("Bare", (Words,), _rows(OPEN=("open", "ouverte")))


def _rows(**rows):
    classdict = type(Words).__prepare__("Bare", (Words,))
    for name, row in rows.items():
        classdict[name] = row
    return classdict
