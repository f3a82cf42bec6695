"""A Python import only ever points down, and each desk reads only what stands on its left."""

import ast

import pytest

from tests.architecture.tree import DESKS, ROOT, desk_of, floor_of, functions, imports, module_of, parsed, sources


def upward_imports(root):
    """« challenges/models.py:3 imports candidates.models » for each import that does not point down."""
    for path in sources(root):
        module = module_of(path, root)
        own, floor = floor_of(module)
        for line, name in imports(parsed(path)):
            target = floor_of(name)
            if target and target[0] != own and target[1] >= floor:
                yield f"{path.relative_to(root)}:{line} imports {name}"


def rightward_imports(root):
    """Imports of a desk that stands further right, inside one app."""
    for path in sources(root):
        module = module_of(path, root)
        desk = desk_of(module)
        for line, name in imports(parsed(path)):
            other = desk_of(name)
            same_app = other and floor_of(name) == floor_of(module)
            if desk and same_app and DESKS.index(other) > DESKS.index(desk):
                yield f"{path.relative_to(root)}:{line} imports {name}"


def inner_imports(root):
    """Imports hidden inside functions."""
    for path in sources(root):
        for function in functions(parsed(path)):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{path.relative_to(root)}:{node.lineno}"


@pytest.mark.parametrize("search", [upward_imports, rightward_imports, inner_imports])
def test_the_tree_is_clean(search):
    assert list(search(ROOT)) == []


PLANTED = {
    upward_imports: ("challenges/models.py", "from candidates.models import Offer\n"),
    rightward_imports: ("challenges/rules.py", "from challenges.views import catalogue\n"),
    inner_imports: ("mentoring/rules.py", "def late():\n    import json\n    return json\n"),
}


@pytest.mark.parametrize("search", PLANTED)
def test_a_planted_import_is_caught(search, tmp_path):
    name, text = PLANTED[search]
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert [found.partition(":")[0] for found in search(tmp_path)] == [name]


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
