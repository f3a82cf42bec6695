"""Reading the source tree."""

import ast
from collections.abc import Iterator
from pathlib import Path

from eig.commands.house import FLOORS, PACKAGES, ROOMS, ROOT, imports, module_of, sources

__all__ = ["PACKAGES", "ROOT", "imports", "module_of", "sources"]

ASSEMBLY = 99
DESKS = [
    "states",
    "models",
    "personal",
    "rules",
    "letters",
    "workflow",
    "todo",
    "forms",
    "tasks",
    "admin",
    "views",
    "urls",
]


def parsed(path: Path) -> ast.Module:
    """The tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def floor_of(module: str) -> tuple[str, int] | None:
    """The app and floor of a module of the product, ``None`` for anything else."""
    for app, floor in FLOORS.items():
        if module == app or module.startswith(app + "."):
            return app, floor
    return ("assembly", ASSEMBLY) if module.split(".", maxsplit=1)[0] == "eig" else None


def room_of(module: str) -> tuple[str, int] | None:
    """The room of a module and its height: « challenges.proposal », 2. What stands at an app’s root is above all
    rooms; ``None`` for an app without rooms.
    """
    app, _, rest = module.partition(".")
    if app not in ROOMS:
        return None
    name = rest.partition(".")[0]
    return (f"{app}.{name}", ROOMS[app].index(name)) if name in ROOMS[app] else (app, len(ROOMS[app]))


def desk_of(module: str) -> str | None:
    """The desk of a module in its room or app: « workflow » for challenges.proposal.workflow.drafting."""
    found = floor_of(module)
    if not found or found[1] in (0, ASSEMBLY):
        return None
    place = (room_of(module) or found)[0]
    name = module[len(place) + 1 :].partition(".")[0]
    return name if name in DESKS else None


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def body_length(function: ast.FunctionDef) -> int:
    """Lines of a function's body, its docstring left out."""
    body = function.body
    first = body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    rest = body[1:] if documented else body
    return rest[-1].end_lineno - rest[0].lineno + 1 if rest else 1
