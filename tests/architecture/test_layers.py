"""A Python import only ever points down, and each desk reads only what stands on its left."""

import ast

import pytest

from tests.architecture.tree import (
    DESKS,
    ROOMS,
    ROOT,
    desk_of,
    floor_of,
    functions,
    imports,
    module_of,
    parsed,
    room_of,
    sources,
)


def upward_imports(root):
    """« challenges/models.py:3 imports candidates.models » for each import that does not point down."""
    for path in sources(root):
        module = module_of(path, root)
        own, floor = floor_of(module)
        for line, name in imports(parsed(path)):
            target = floor_of(name)
            if target and target[0] != own and target[1] >= floor:
                yield f"{path.relative_to(root)}:{line} imports {name}"


def climbing_imports(root):
    """Imports of a room that stands higher in the same app, or of what the app gathers at its root."""
    for path in sources(root):
        room = room_of(module_of(path, root))
        for line, name in imports(parsed(path)):
            other = room_of(name)
            same_app = room and other and room[0].partition(".")[0] == other[0].partition(".")[0]
            if same_app and room[0] != other[0] and other[1] > room[1]:
                yield f"{path.relative_to(root)}:{line} imports {name}"


def imports_of_gatherers(root):
    """Imports of the ``models.py`` and ``admin.py`` that only gather for Django’s discovery."""
    gatherers = {f"{app}.{desk}" for app in ROOMS for desk in ("models", "admin")}
    for path in sources(root):
        for line, name in imports(parsed(path)):
            if any(name == gatherer or name.startswith(f"{gatherer}.") for gatherer in gatherers):
                yield f"{path.relative_to(root)}:{line} imports {name}"


def imports_of_private_names(root):
    """Imports of a name that its module keeps for itself."""
    for path in sources(root):
        for line, name in imports(parsed(path)):
            if floor_of(name) and name.rpartition(".")[2].startswith("_"):
                yield f"{path.relative_to(root)}:{line} imports {name}"


def rightward_imports(root):
    """Imports of a desk that stands further right, inside one room, or inside an app without rooms."""
    for path in sources(root):
        module = module_of(path, root)
        desk = desk_of(module)
        for line, name in imports(parsed(path)):
            other = desk_of(name)
            same_place = other and (room_of(name) or floor_of(name)) == (room_of(module) or floor_of(module))
            if desk and same_place and DESKS.index(other) > DESKS.index(desk):
                yield f"{path.relative_to(root)}:{line} imports {name}"


def inner_imports(root):
    """Imports hidden inside functions."""
    for path in sources(root):
        for function in functions(parsed(path)):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{path.relative_to(root)}:{node.lineno}"


SEARCHES = [
    upward_imports,
    climbing_imports,
    imports_of_gatherers,
    imports_of_private_names,
    rightward_imports,
    inner_imports,
]


@pytest.mark.parametrize("search", SEARCHES)
def test_the_tree_is_clean(search):
    assert list(search(ROOT)) == []


PLANTED = [
    (upward_imports, "challenges/proposal/models/means.py", "from candidates.selection.models.offers import Offer\n"),
    (climbing_imports, "challenges/proposal/rules/drafting.py", "from challenges.hearings.models import conflicts\n"),
    (climbing_imports, "candidates/application/models.py", "from candidates.offers import rules\n"),
    (climbing_imports, "mentoring/missions/workflow.py", "from mentoring.checkins.models import CheckIn\n"),
    (climbing_imports, "challenges/skills/views.py", "from challenges.urls import app_name\n"),
    (imports_of_gatherers, "eig/home/desk.py", "from challenges.models import challenges\n"),
    (imports_of_gatherers, "mentoring/checkins/admin.py", "from candidates import admin\n"),
    (imports_of_private_names, "mentoring/checkins/letters.py", "from mentoring.missions.letters import _facts\n"),
    (rightward_imports, "challenges/proposal/rules/drafting.py", "from challenges.proposal.views import sections\n"),
    (rightward_imports, "eig/juries/models/notes.py", "from eig.juries import rules\n"),
    (inner_imports, "mentoring/checkins/rules.py", "def late():\n    import json\n    return json\n"),
]


@pytest.mark.parametrize(("search", "name", "text"), PLANTED)
def test_a_planted_import_is_caught(search, name, text, tmp_path):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert [found.partition(":")[0] for found in search(tmp_path)] == [name]


def test_every_room_is_listed():
    found = {app: {path.name for path in (ROOT / app).iterdir() if (path / "__init__.py").exists()} for app in ROOMS}
    apart = {"migrations", "management"}
    assert {app: names - apart for app, names in found.items()} == {app: set(rooms) for app, rooms in ROOMS.items()}


def test_an_import_of_the_assembly_is_caught(tmp_path):
    path = tmp_path / "eig" / "journal" / "models.py"
    path.parent.mkdir(parents=True)
    path.write_text("from eig.home.views import home\n")
    assert len(list(upward_imports(tmp_path))) == 1


def test_neighbours_of_one_floor_do_not_know_each_other(tmp_path):
    path = tmp_path / "eig" / "questions" / "models.py"
    path.parent.mkdir(parents=True)
    path.write_text("from eig.files.models import StoredFile\n")
    assert len(list(upward_imports(tmp_path))) == 1
