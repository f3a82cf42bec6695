"""What people write in a file (of a challenge, of an application…), described once, then told to each kind of reader.

A table is a sequence of ``Chapter``; ``tell`` reads it on a file fetched with all that it holds, without a query.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from eig.common.text import NBSP, plural

Words = Callable[[str], str]


class Kind(StrEnum):
    """The shape in which a line is told on a page."""

    TITLE = "title"  # in the heading of the page or of the row, never below it
    LEAD = "lead"  # above the sections
    FACT = "fact"  # a label and a few words
    PROSE = "prose"  # a label and paragraphs
    TAGS = "tags"  # a label and names
    FILE = "file"  # a label and a stored file
    ROW = "row"  # a heading and its parts
    ITEM = "item"  # one of a list, and what is said of it


@dataclass(frozen=True)
class Readers:
    """Who is told something, and from whom it is withheld: every reader of a table is in one or the other."""

    told: Sequence[str]
    withheld: Sequence[str] = ()


@dataclass(frozen=True)
class Written:
    """One thing that people write: the only place that knows its label, how it is read, and by whom.

    ``read`` gives a text, names (``TAGS``) or a stored file (``FILE``), ``None`` when it does not apply; ``empty`` is
    said when it applies and nothing was written, otherwise such a line is left out. ``own`` says that the words are
    those of the site, to be said with the vocabulary of the promotion; ``bare``, that the label goes without saying
    beside its row. ``address`` gives the link to follow, ``amount`` the number for spreadsheets, in ``unit``.
    """

    name: str
    label: str
    read: Callable[[Any], Any]
    readers: Readers
    kind: Kind = Kind.FACT
    empty: str = ""
    own: bool = False
    bare: bool = False
    address: Callable[[Any], str] | None = None
    amount: Callable[[Any], int | None] | None = None
    unit: str = ""


@dataclass(frozen=True)
class OwnLine:
    """A label and its words, of which only a promotion's data know; ``address`` is the link to follow."""

    label: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class Answers:
    """What a promotion asks in words of its own: ``read`` gives the lines."""

    name: str
    read: Callable[[Any], Iterable[OwnLine]]
    readers: Readers
    empty: str = "Sans réponse"
    kind: Kind = Kind.PROSE


@dataclass(frozen=True)
class Repeated:
    """Repeated rows, each told by its columns; ``marks`` are those that tell one row from the others for ever."""

    name: str
    read: Callable[[Any], Iterable[Any]]
    columns: Sequence[Written]
    marks: Sequence[str]
    kind: Kind = Kind.FACT


@dataclass(frozen=True)
class Chapter:
    """A section of the table; ``empty`` is said to those who may read it when it holds nothing."""

    key: str
    title: str
    lines: Sequence[Written | Answers | Repeated]
    empty: str = ""


@dataclass(frozen=True)
class Saying:
    """One thing as it is told to a reader: ``text`` always says it in full, whatever its ``kind``."""

    name: str
    label: str
    kind: Kind
    text: str = ""
    empty: str = ""
    bare: bool = False
    names: Sequence[str] = ()
    stored: Any = None
    address: str = ""
    titles: Sequence[str] = ()
    parts: Sequence["Saying"] = ()
    mark: str = ""
    rest: str = ""


@dataclass(frozen=True)
class Passage:
    """What a reader is told under one heading."""

    key: str
    title: str
    told: Sequence[Saying]
    empty: str = ""

    @property
    def runs(self) -> list[tuple[str, list[Saying]]]:
        """What goes under the heading: successive sayings of the same kind together, files counting as facts."""
        below = [saying for saying in self.told if saying.kind not in (Kind.TITLE, Kind.LEAD)]
        drawn = groupby(below, key=lambda saying: Kind.FACT if saying.kind == Kind.FILE else saying.kind)
        return [(str(kind), list(run)) for kind, run in drawn]


def tell(chapters: Iterable[Chapter], file: Any, reader: str, words: Words = str) -> list[Passage]:
    """The sections of a file for one reader, in the order of the table; ``words`` says the sentences of the site."""
    sections = []
    for chapter in chapters:
        lines = [line for line in chapter.lines if is_told(line, reader)]
        told = [saying for line in lines for saying in _told(line, file, reader, words)]
        if told or (lines and chapter.empty):
            sections.append(Passage(chapter.key, words(chapter.title), told, "" if told else words(chapter.empty)))
    return sections


def is_told(line: Written | Answers | Repeated, reader: str) -> bool:
    """Whether a reader is told something of a line."""
    return any(reader in written.readers.told for written in (line.columns if isinstance(line, Repeated) else (line,)))


def told_line(line: Written, of: Any, words: Words = str) -> Saying | None:
    """One line as it is told of ``of``, a file or a row; ``None`` when there is nothing to say."""
    value = line.read(of)
    text = _text(value)
    if value is None or not (text or line.empty):
        return None
    return Saying(
        line.name,
        words(line.label),
        line.kind,
        words(text) if line.own else text,
        empty="" if text else words(line.empty),
        bare=line.bare,
        names=value if line.kind == Kind.TAGS else (),
        stored=value if line.kind == Kind.FILE else None,
        address=line.address(of) if text and line.address else "",
    )


def _text(value: Any) -> str:
    """Any value in words; a stored file by its name and length."""
    if isinstance(value, list | tuple):
        return ", ".join(value)
    if value and hasattr(value, "pages"):
        return f"{value.name}, {plural(value.pages, 'page')}"
    return value if isinstance(value, str) else str(value or "")


def _told(line: Written | Answers | Repeated, file: Any, reader: str, words: Words) -> Iterator[Saying]:
    if isinstance(line, Repeated):
        yield from told_rows(line, file, reader, words)
    elif isinstance(line, Answers):
        for own in line.read(file):
            empty = "" if own.text else line.empty
            yield Saying(line.name, own.label, line.kind, own.text, empty=empty, address=own.address)
    elif saying := told_line(line, file, words):
        yield saying


def told_rows(rows: Repeated, file: Any, reader: str, words: Words = str) -> Iterator[Saying]:
    """The rows of a file, each with the columns that the reader is told."""
    return (_row(rows, row, reader, words) for row in rows.read(file))


def _row(rows: Repeated, row: Any, reader: str, words: Words) -> Saying:
    columns = [column for column in rows.columns if reader in column.readers.told]
    cells = [cell for column in columns if (cell := told_line(column, row, words))]
    heading = [cell.text for cell in cells if cell.kind == Kind.TITLE]
    parts = [cell for cell in cells if cell.kind != Kind.TITLE]
    texts = {cell.name: cell.text for cell in cells}
    return Saying(
        rows.name,
        f"{NBSP}: ".join(heading),
        rows.kind,
        _lines(parts),
        titles=heading,
        parts=parts,
        mark=" – ".join(texts[name] for name in rows.marks if name in texts),
        rest=_lines([cell for cell in cells if cell.name not in rows.marks], titled=True),
    )


def _lines(cells: Sequence[Saying], titled: bool = False) -> str:
    """A row in full: its short facts on one line, then the rest, one line each."""
    short = ", ".join(cell.text for cell in cells if cell.kind in (Kind.FACT, Kind.TITLE))
    long = [_labelled(cell) if titled else cell.text for cell in cells if cell.kind not in (Kind.FACT, Kind.TITLE)]
    return "\n".join(filter(None, [short, *long]))


def _labelled(cell: Saying) -> str:
    return cell.text if cell.bare else f"{cell.label}{NBSP}: {cell.text}"
