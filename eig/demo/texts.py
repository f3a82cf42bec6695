"""The demonstration's words, kept as data beside the code."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from eig.common.text import typeset

DATA = Path(__file__).with_name("data")


@cache
def read(name: str) -> dict[str, Any]:
    """One file of ``data/`` with French typography; read once."""
    with (DATA / f"{name}.toml").open("rb") as source:
        return _typeset(tomllib.load(source))


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of ``data/``: facts, with their apostrophes made typographic."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return [{key: curly(value) for key, value in row.items()} for row in csv.DictReader(source)]


def curly(text: str) -> str:
    """The text with typographic apostrophes."""
    return text.replace("'", "’")


def _typeset(value: Any) -> Any:
    if isinstance(value, str):
        return typeset(curly(value))
    if isinstance(value, dict):
        return {key: _typeset(part) for key, part in value.items()}
    return [_typeset(part) for part in value] if isinstance(value, list) else value
