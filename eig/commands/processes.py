"""Processes that we start, and that never outlive us."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eig.commands.console import Refusal, Step

PR_SET_PDEATHSIG = 1
SERVICE_GROUP = 65534


class Interrupted(BaseException):
    """Someone asked us to stop: Ctrl-C, SIGTERM, or a closed terminal."""


def stop_on_signals() -> None:
    """Turn the first request to stop into `Interrupted`; the next ones change nothing while we tidy up."""

    def interrupt(number: int, _frame: object) -> None:
        ignore_signals()
        raise Interrupted(signal.Signals(number).name)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


def ignore_signals() -> None:
    """Let nothing disturb an orderly stop."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def ending_with_parent(number: int) -> Callable[[], None]:
    """What a child does just before it becomes its program: ask the kernel for a signal when its parent dies.

    `kill -9` of the parent runs none of its code: only the kernel can tell the children. Signals that the
    parent ignores are given back their meaning.
    """
    parent = os.getpid()
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def bind() -> None:
        for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(ignored, signal.SIG_DFL)
        if library is not None:
            library.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def becoming(user: int | None) -> dict[str, Any]:
    """The arguments that make a new process another user, without our groups; none for `None`."""
    return {} if user is None else {"user": user, "group": SERVICE_GROUP, "extra_groups": []}


class Child:
    """One long-lived process in a session of its own, so that a terminal's Ctrl-C reaches us alone."""

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        *,
        environ: Mapping[str, str],
        log: Path,
        cwd: Path,
        user: int | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
        patience: float = 8,
        holding: Iterable[int] = (),
    ) -> None:
        self.name, self.log, self.stop_with, self.patience = name, log, stop_with, patience
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                arguments,
                env=dict(environ),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=tuple(holding),
                preexec_fn=ending_with_parent(stop_with),  # noqa: PLW1509 - we have one thread only
                **becoming(user),
            )

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for a person who must understand why it stopped."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])

    def stop(self) -> None:
        """Ask, wait, then insist; nothing of its session survives."""
        if self.alive:
            self.process.send_signal(self.stop_with)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(self.patience)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def stop_all(children: Iterable[Child]) -> None:
    """Stop children in the reverse of the order they were started in."""
    for child in reversed(list(children)):
        child.stop()


def wait_until(ready: Callable[[], bool], child: Child, step: Step, *, seconds: float) -> None:
    """Wait for what a child promises; raises `Refusal` with its last words when it dies or takes too long."""
    while not ready():
        if not child.alive:
            raise Refusal(f"{child.name} stopped at once. The end of {child.log}:\n{child.last_words()}")
        if step.seconds > seconds:
            raise Refusal(f"{child.name} does not answer. The end of {child.log}:\n{child.last_words()}")
        step.tick()
        time.sleep(0.05)


def finish(
    arguments: Sequence[str], step: Step, *, environ: Mapping[str, str], cwd: Path, user: int | None = None
) -> str:
    """Run a short program and return what it printed; raises `Refusal` with that text if it fails."""
    with _apart(arguments, environ, cwd, user, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        output = _patiently(process, step)
    if process.returncode:
        said = output.strip()[-4000:]
        raise Refusal(f"`{' '.join(arguments[:4])} …` failed (code {process.returncode}):\n{said}")
    return output


def _patiently(process: "subprocess.Popen[str]", step: Step) -> str:
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=0.5)[0]
        step.tick()


def attended(arguments: Sequence[str], *, environ: Mapping[str, str], cwd: Path) -> int:
    """Run a program that prints for itself, out of reach of the terminal's Ctrl-C; returns its exit code."""
    with _apart(arguments, environ, cwd, None) as process:
        return process.wait()


@contextlib.contextmanager
def _apart(
    arguments: Sequence[str], environ: Mapping[str, str], cwd: Path, user: int | None, **streams: Any
) -> Iterator["subprocess.Popen[str]"]:
    """A process in a session of its own, which ends when the block does, with all that it started."""
    process = subprocess.Popen(
        arguments,
        env=dict(environ),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=ending_with_parent(signal.SIGTERM),  # noqa: PLW1509 - we have one thread only
        **becoming(user),
        **streams,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass(frozen=True)
class Ended:
    """How a program ended: its exit code (as shells give it), and whether we were asked to stop meanwhile."""

    code: int
    asked_to_stop: bool


def foreground(arguments: Sequence[str], *, environ: Mapping[str, str], cwd: Path) -> Ended:
    """Run a program on our terminal until it ends.

    Ctrl-C reaches the program by itself, as it shares our terminal; other requests to stop are handed on.
    """
    received: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: received.append(number))
    process = subprocess.Popen(
        arguments,
        env=dict(environ),
        cwd=cwd,
        preexec_fn=ending_with_parent(signal.SIGTERM),  # noqa: PLW1509 - we have one thread only
    )

    def hand_on(number: int, _frame: object) -> None:
        received.append(number)
        process.send_signal(number)

    signal.signal(signal.SIGTERM, hand_on)
    signal.signal(signal.SIGHUP, hand_on)
    code = process.wait()
    stop_on_signals()
    return Ended(code if code >= 0 else 128 - code, bool(received))
