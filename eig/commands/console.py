"""What the person at the terminal reads: progress, timings, refusals, a summary."""

import contextlib
import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TextIO


class Refusal(Exception):  # noqa: N818
    """What a command cannot do, as a sentence that says what to do about it."""


_chosen: list[TextIO] = []


def report_to(stream: TextIO) -> None:
    """Print progress and refusals to ``stream`` instead of the standard output, from now on."""
    _chosen[:] = [stream]


def reader() -> TextIO:
    """The stream that the person reads: the one given to `report_to`, else the standard output."""
    return _chosen[0] if _chosen else sys.stdout


def say(text: str = "") -> None:
    """Print a line at once, even when the output goes to a file; nobody left to read it is no error."""
    show(f"{text}\n")


def show(text: str) -> None:
    """Print text as it is."""
    with contextlib.suppress(OSError):
        print(text, end="", file=reader(), flush=True)


def shaped(seconds: float) -> str:
    """A duration as people read it: `0.4 s`, `12 s`, `3 min 05 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"


class Step:
    """One line of progress: announced when it starts, timed when it ends, struck when it fails.

    Call `tick` while waiting: on a terminal it shows the seconds going by.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.note = ""
        self.live = reader().isatty()
        self.started = time.monotonic()

    def __enter__(self) -> "Step":
        if not self.live:
            say(f"· {self.title} …")
        self.tick()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live:
            show("\r\033[K")
        if kind and not issubclass(kind, Exception):
            return  # someone asked us to stop: neither done nor failed
        note = f" ({self.note})" if self.note else ""
        say(f"{'✗' if kind else '✓'} {self.title}{note}  {shaped(self.seconds)}")

    @property
    def seconds(self) -> float:
        """Seconds since the step began."""
        return time.monotonic() - self.started

    def tick(self) -> None:
        """Refresh the line of a live terminal."""
        if self.live:
            note = f" ({self.note})" if self.note else ""
            show(f"\r\033[K· {self.title}{note} … {self.seconds:.0f} s")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of text as aligned columns, two spaces apart."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
