"""What changed since `main`, and the tests that cover it: what `./test --quick` runs."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from eig.commands.console import Refusal

MAINS = ("main", "origin/main")
TESTS = PurePosixPath("tests")
DRAWN = ("templates", "static")
ALWAYS = TESTS / "architecture"


def selected(root: Path) -> list[str]:
    """What pytest must collect: architecture, the tests of what changed, and the smoke set of everything else.

    Raises `Refusal` outside a git checkout, where nobody knows what changed.
    """
    found = {ALWAYS}.union(*(answering(root, PurePosixPath(path)) for path in changed(root)))
    kept = sorted(path for path in found if not found & set(path.parents))
    return [*map(str, kept), *(node for path, node in smoke(root) if not {path, *path.parents} & set(kept))]


def changed(root: Path) -> list[str]:
    """Files written, added, moved or removed since `base`, committed or not."""
    committed = git(root, "diff", "--name-only", "--no-renames", "-z", base(root))
    return [name for name in (committed + new(root)).split("\0") if name]


def new(root: Path) -> str:
    """The files that git does not know yet."""
    return git(root, "ls-files", "--others", "--exclude-standard", "-z")


def base(root: Path) -> str:
    """Where the work began: the last commit shared with `main`, then with `origin/main`.

    On `main` itself, pushed already: what is written since the last commit, or else the last landing.
    """
    head = git(root, "rev-parse", "HEAD")
    for main in MAINS:
        fork = git(root, "merge-base", main, "HEAD", missing="")
        if fork not in {"", head}:
            return fork
    written = git(root, "status", "--porcelain")
    return head if written else git(root, "rev-parse", "--verify", "--quiet", "HEAD^", missing=head)


def git(root: Path, *arguments: str, missing: str | None = None) -> str:
    """What git answers; `missing` when it has no answer, or else raises `Refusal`."""
    try:
        asked = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError as absent:
        if missing is not None:
            return missing
        raise Refusal("--quick asks git what changed, and git is not installed: type ./test instead.") from absent
    if asked.returncode and missing is None:
        raise Refusal(f"--quick asks git what changed: type ./test instead.\n{asked.stderr.strip()}")
    return missing if asked.returncode and missing is not None else asked.stdout.strip()


def answering(root: Path, path: PurePosixPath) -> set[PurePosixPath]:
    """The folders and files of tests that cover a file of the checkout; empty when none is found."""
    top, *inside = path.parts
    if top == str(TESTS):
        return of_test(root, path)
    if top in DRAWN:
        return naming(root, *names_of_drawn(path)) or existing(root, *map(TESTS.joinpath, inside[:-1][::-1]))
    if top == "eig" and len(inside) > 1:
        return of_code(root, inside)
    return of_code(root, list(path.parts)) or naming(root, path.name)


def of_code(root: Path, parts: list[str]) -> set[PurePosixPath]:
    """The tests of the room of a module, else those of its app."""
    return existing(root, TESTS.joinpath(*parts[:2]), TESTS / parts[0])


def of_test(root: Path, path: PurePosixPath) -> set[PurePosixPath]:
    """The tests that cover a file of `tests/`.

    For a test, itself; for a factory, those of its app; for a helper, those that import it or stand beside it.
    """
    if path.name.startswith("test_"):
        return {path} if (root / path).exists() else set()
    if path.parent == TESTS / "factories":
        return existing(root, TESTS / path.stem)
    if path.parent == TESTS:
        return {test for test, text in tests(root) if f"tests.{path.stem} " in text}
    return existing(root, path.parent)


def existing(root: Path, *folders: PurePosixPath) -> set[PurePosixPath]:
    """The first of these folders that exists, alone; empty when none does."""
    return set(next(([folder] for folder in folders if (root / folder).is_dir()), []))


def names_of_drawn(path: PurePosixPath) -> list[str]:
    """How a test names a template or a static file: « identity.html », « challenges:identity », « drafts.js »."""
    *_, app, _name = ("", *path.parts)
    return [path.name, *([f"{app}:{path.stem}", f"{app}/{path.stem}"] if path.parts[0] == "templates" else [])]


def naming(root: Path, *names: str) -> set[PurePosixPath]:
    """The tests that hold one of these names in quotes, a path before it or not."""
    said = [mark + name + end for name in names for mark in "\"'/" for end in "\"'"]
    return {path for path, text in tests(root) if any(name in text for name in said)}


def smoke(root: Path) -> Iterator[tuple[PurePosixPath, str]]:
    """The tests marked `smoke`: their file, and the name by which pytest collects each."""
    for path, text in tests(root):
        if "mark.smoke" in text:
            for name in marked(ast.parse(text).body):
                yield path, f"{path}::{name}"


def marked(nodes: Iterable[ast.stmt]) -> list[str]:
    """The functions of a module that carry the marker."""
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef))
    return [node.name for node in functions if "pytest.mark.smoke" in map(ast.unparse, node.decorator_list)]


def tests(root: Path) -> Iterator[tuple[PurePosixPath, str]]:
    """Every file of tests, with its text."""
    for path in sorted((root / TESTS).rglob("test_*.py")):
        yield PurePosixPath(path.relative_to(root).as_posix()), path.read_text(encoding="utf-8")
