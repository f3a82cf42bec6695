"""Habits of the code: who writes a status, who reads the clock; no signal, overridden ``save`` or automatic date."""

import ast

import pytest

from tests.architecture.tree import ROOT, module_of, parsed, sources

DOOR = "eig.journal.steps"
CLOCK = "eig.common.clock"
FIELDS = {("challenges.administrations.models.duplicates", "one")}
"""The two administrations of a pair that is told apart: ``one`` and ``other``."""
WRITERS = ("update", "create", "get_or_create", "update_or_create")


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def status_writes(module: str, tree: ast.Module):
    """Assignments to ``.status`` and ``status=`` in anything that writes rows."""
    if module == DOOR:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
                yield node.lineno
        writes = isinstance(node, ast.Call) and _called(node) in WRITERS
        if writes and any(keyword.arg == "status" for keyword in node.keywords):
            yield node.lineno


def own_clocks(module: str, tree: ast.Module):
    """Readings of the time outside the clock."""
    if module == CLOCK:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = getattr(node.func.value, "id", "")
            if (owner, node.func.attr) in {("timezone", "now"), ("datetime", "now"), ("date", "today")}:
                yield node.lineno


def surprises(module: str, tree: ast.Module):
    """Signals, overridden ``save`` on models, automatic dates."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.endswith(("dispatch", "signals")):
            yield node.lineno
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield node.lineno
        if isinstance(node, ast.FunctionDef) and node.name == "save" and ".models" in module:
            yield node.lineno


def empty_names(module: str, tree: ast.Module):
    """Variables that say « one of them » where a plain word says what it is."""
    for node in ast.walk(tree):
        name = getattr(node, "id", "") if isinstance(node, ast.Name) else getattr(node, "arg", "")
        if name == "one" and not isinstance(node, ast.keyword) and (module, name) not in FIELDS:
            yield node.lineno


SEARCHES = [status_writes, own_clocks, surprises, empty_names]


@pytest.mark.parametrize("search", SEARCHES)
def test_the_tree_is_clean(search):
    found = [f"{path.relative_to(ROOT)}:{line}" for path in sources() for line in search(module_of(path), parsed(path))]
    assert found == []


@pytest.mark.parametrize(
    ("search", "text"),
    [
        (status_writes, "challenge.status = 'draft'"),
        (status_writes, "Challenge.objects.filter(pk=1).update(status='draft')"),
        (own_clocks, "at = timezone.now()"),
        (surprises, "from django.db.models.signals import post_save"),
        (surprises, "at = models.DateTimeField(auto_now=True)"),
        (surprises, "class A:\n    def save(self): pass"),
        (empty_names, "names = [str(one) for one in challenges]"),
        (empty_names, "def told(one): pass"),
    ],
)
def test_a_planted_bad_habit_is_caught(search, text):
    assert list(search("challenges.models", ast.parse(text)))
