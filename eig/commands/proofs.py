"""`docs/proofs.md`: what the proofs that take long have counted, and on what machine."""

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eig.commands.console import shaped
from eig.commands.touched import git

PAGE = Path("docs", "proofs.md")
HEAD = """\
# Proofs that take long

`./test --long` has written this page: kills, races by the hundred and a whole year typed page by page, which
`./test` proves in short. All of them passed; a failure leaves the page as it was. Run it again before each release.
"""


def write(root: Path, figures: Path) -> Path:
    """Write the page from what the tests counted and return its path."""
    told = json.loads(figures.read_text(encoding="utf-8"))
    page = root / PAGE
    page.write_text("\n".join([HEAD, conditions(root, told["versions"]), "", *rows(told["proofs"]), ""]), "utf-8")
    return page


def conditions(root: Path, versions: Mapping[str, str]) -> str:
    """The machine and the code, in two lines."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = " ".join(f"{value:.1f}" for value in os.getloadavg()[1:])
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    written = git(root, "log", "-1", "--format=%cs", missing="a day that git does not know")
    return f"Conditions: {machine}; load at the end over 5 and 15 minutes {load}; {named}.\nLast commit of {written}."


def rows(told: list[dict[str, Any]]) -> list[str]:
    """The table, one line a proof."""
    lines = [["proof", "turns", "counted", "time"], ["---"] * 4]
    for proof in told:
        counted = ", ".join(f"{value} {name}" for name, value in proof["figures"].items())
        lines.append([proof["name"], str(proof["turns"]), counted, shaped(proof["seconds"])])
    return [f"| {' | '.join(line)} |" for line in lines]
