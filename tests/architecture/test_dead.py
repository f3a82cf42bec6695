"""What the product defines, the product uses: nothing lives for the tests alone."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from tests.architecture.tree import ROOT, parsed, sources

WORD = re.compile(r"[A-Za-z_]\w+")
APART = ("settings", "urls", "jury_urls", "measure_urls")
HOOKS = re.compile(r"^(clean|get|item|has|extract|on|pre|send|process|complete|prepare|create|_setup)_\w+$|^__\w+__$")
"""What Django, allauth and their friends call by name."""
CALLED_BY_NAME = {
    "Command",
    "add_arguments",
    "add_view",
    "database_backwards",
    "database_forwards",
    "deconstruct",
    "describe",
    "handle",
    "lookup_allowed",
    "lookups",
    "provider_classes",
    "ready",
    "response_post_save_change",
    "state_forwards",
    "widget_attrs",
}
ADMINS_AND_APPS = re.compile(r"(Admin|Config)$")
STORED = {"CatalogueEntry"}
"""Rows that the database writes and searches by itself."""


def defined() -> Iterator[tuple[str, str]]:
    """Each name that a file of the product defines, with where."""
    for path in sources():
        tree = parsed(path)
        if path.stem in APART or path.parent.name in APART:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield node.name, f"{path.relative_to(ROOT)}:{node.lineno}"
        for node in tree.body:
            for target in node.targets if isinstance(node, ast.Assign) else ():
                if isinstance(target, ast.Name):
                    yield target.id, f"{path.relative_to(ROOT)}:{node.lineno}"


def used() -> Counter[str]:
    """How often each word is read: in the code, its strings, and the templates."""
    words: Counter[str] = Counter()
    for path in sources():
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Name(ctx=ast.Load()):
                    words[node.id] += 1
                case ast.Attribute():
                    words[node.attr] += 1
                case ast.keyword(arg=str()):
                    words[node.arg] += 1
                case ast.Constant(value=str()):
                    words.update(WORD.findall(node.value))
    for path in (ROOT / "templates").rglob("*.*"):
        words.update(WORD.findall(path.read_text(encoding="utf-8")))
    return words


def by_convention(name: str) -> bool:
    """Whether a framework or the database, rather than the product, uses this name."""
    return bool(HOOKS.match(name) or ADMINS_AND_APPS.search(name)) or name in CALLED_BY_NAME | STORED


def test_nothing_is_defined_for_the_tests_alone():
    words = used()
    assert [f"{where} {name}" for name, where in defined() if not words[name] and not by_convention(name)] == []


def test_no_two_classes_of_an_app_share_a_name():
    classes: dict[tuple[str, str], list[str]] = {}
    for path in sources():
        parts = path.relative_to(ROOT).parts
        app = parts[1] if parts[0] == "eig" else parts[0]
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":
                classes.setdefault((app, node.name), []).append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in classes.items() if len(paths) > 1} == {}
