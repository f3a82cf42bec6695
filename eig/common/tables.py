"""Tables that staff paste or send: read whatever the spreadsheet, and done whole or not at all."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from eig.common.flow import StepRefused
from eig.common.text import sort_key


@dataclass(frozen=True)
class Line:
    """One line of a table: its number in the file, and its cells by the name of the column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Report:
    """What a table says, or would do, line by line; ``errors`` empty is a condition for anything to be written."""

    said: list[tuple[int, str]] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)
    written: bool = False


def decoded(content: bytes) -> str:
    """The text of a file, read as UTF-8 with or without its mark, else as cp1252, that of French Windows."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_lines(text: str, columns: Mapping[str, Sequence[str]], needed: Sequence[str]) -> list[Line]:
    """The lines of a table separated by semicolons, commas or tabs; empty ones are left out.

    ``columns`` gives the names under which each column may be known, whatever the accents and capitals.
    Raises ``StepRefused`` when a ``needed`` column is missing, or nothing follows the header.
    """
    text = text.strip("\ufeff\r\n ")
    header = text.partition("\n")[0]
    separator = max(";,\t", key=header.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    names = [_named(title, columns) for title in rows[0]] if rows else []
    if missing := [columns[name][0] for name in needed if name not in names]:
        raise StepRefused(f"Il manque la colonne {' et la colonne '.join(f'« {column} »' for column in missing)}.")
    lines = [
        Line(number, {name: cell.strip() for name, cell in zip(names, row, strict=False) if name})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    if not lines:
        raise StepRefused("Le tableau n’a aucune ligne sous ses titres.")
    return lines


def all_or_nothing(lines: Sequence[Line], act: Callable[[Line], str], *, really: bool) -> Report:
    """Do every line for good, or none: not one when a line is refused, nor without ``really``.

    ``act`` says in a sentence what it did; the ``StepRefused`` that it raises become the errors of the report.
    """
    with transaction.atomic():
        report = Report()
        for line in lines:
            _try(line, act, report)
        report.written = really and not report.errors
        transaction.set_rollback(not report.written)
    return report


def _try(line: Line, act: Callable[[Line], str], report: Report) -> None:
    try:
        with transaction.atomic():
            report.said.append((line.number, act(line)))
    except StepRefused as refusal:
        report.errors.append((line.number, str(refusal)))


def _named(title: str, columns: Mapping[str, Sequence[str]]) -> str:
    key = sort_key(title)
    return next((name for name, known in columns.items() if key in {name, *map(sort_key, known)}), "")
