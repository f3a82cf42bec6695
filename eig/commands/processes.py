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
from typing import Any, Protocol

from eig.commands.console import Refusal, Step

PR_SET_PDEATHSIG = 1
SERVICE_GROUP = 65534
REQUESTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals by which a person, a supervisor or a closed terminal asks us to stop."""


class Interrupted(BaseException):
    """Someone asked us to stop: Ctrl-C, SIGTERM, or a closed terminal."""


def stop_on_signals() -> None:
    """Turn the first request to stop into `Interrupted`; the next ones change nothing while we tidy up."""

    def interrupt(number: int, _frame: object) -> None:
        ignore_signals()
        raise Interrupted(signal.Signals(number).name)

    for number in REQUESTS:
        signal.signal(number, interrupt)


def ignore_signals() -> None:
    """Let nothing disturb an orderly stop."""
    for number in REQUESTS:
        signal.signal(number, signal.SIG_IGN)


def ending_with_parent(number: int) -> Callable[[], None]:
    """What a child does just before it becomes its program: ask the kernel for a signal when its parent dies.

    `kill -9` of the parent runs none of its code: only the kernel can tell the children. Signals that the
    parent ignores are given back their meaning.
    """
    parent = os.getpid()
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def bind() -> None:
        for ignored in REQUESTS:
            signal.signal(ignored, signal.SIG_DFL)
        if library is not None:
            library.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def becoming(user: int | None) -> dict[str, Any]:
    """The arguments that make a new process another user, without our groups; none for `None`."""
    return {} if user is None else {"user": user, "group": SERVICE_GROUP, "extra_groups": []}


class Running(Protocol):
    """A long-lived process of ours, in a session of its own: Ctrl-C on the terminal does not reach it, only us."""

    name: str
    log: Path | None

    @property
    def pid(self) -> int:
        """Its number, which is also that of its session."""

    @property
    def alive(self) -> bool:
        """Whether it still runs."""

    def wait(self, seconds: float) -> None:
        """Come back when it has ended, or after that many seconds."""

    def stop(self) -> None:
        """End it, and all that it started."""


class Child:
    """A program that we started."""

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        *,
        environ: Mapping[str, str],
        cwd: Path,
        log: Path | None = None,
        user: int | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
        patience: float = 8,
        holding: Iterable[int] = (),
    ) -> None:
        self.name, self.log, self.stop_with, self.patience = name, log, stop_with, patience
        with contextlib.ExitStack() as opened:
            output = opened.enter_context(log.open("wb")) if log else None
            self.process = subprocess.Popen(
                arguments,
                env=dict(environ),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                pass_fds=tuple(holding),
                preexec_fn=ending_with_parent(stop_with),  # noqa: PLW1509 - we have one thread only
                **becoming(user),
            )

    @property
    def pid(self) -> int:
        """Its number, which is also that of its session."""
        return self.process.pid

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return self.process.poll() is None

    def wait(self, seconds: float) -> None:
        """Come back when it has ended, or after that many seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def stop(self) -> None:
        """Ask it to end, wait `patience` seconds, then kill what is left of its session."""
        end(self, self.stop_with, self.patience)


def end(process: Running, stop_with: signal.Signals = signal.SIGTERM, patience: float = 8) -> None:
    """Ask a process to end, wait for some seconds, then kill whatever is left of its session."""
    if process.alive:
        os.kill(process.pid, stop_with)
        process.wait(patience)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(patience)


def last_words(process: Running, lines: int = 15) -> str:
    """The end of a process's log, for a person who must understand why it stopped."""
    if process.log is None:
        return ""
    text = process.log.read_text(encoding="utf-8", errors="replace")
    return "\n".join([f" The end of {process.log}:", *(f"    {line}" for line in text.splitlines()[-lines:])])


def stop_all(processes: Iterable[Running]) -> None:
    """Stop processes in the reverse of the order they were started in."""
    for process in reversed(list(processes)):
        process.stop()


def wait_until(ready: Callable[[], bool], process: Running, step: Step, *, seconds: float) -> None:
    """Wait for what a process promises; raises `Refusal` with its last words when it dies or takes too long."""
    while not ready():
        if not process.alive:
            raise Refusal(f"{process.name} stopped at once.{last_words(process)}")
        if step.seconds > seconds:
            raise Refusal(f"{process.name} does not answer.{last_words(process)}")
        step.tick()
        time.sleep(0.05)


def watch(processes: Sequence[Running]) -> Running:
    """Wait until one of them ends by itself, and return it."""
    while all(process.alive for process in processes):
        time.sleep(0.3)
    return next(process for process in processes if not process.alive)


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
    process: subprocess.Popen[bytes] | None = None

    def note(number: int, _frame: object) -> None:
        received.append(number)
        if process and number != signal.SIGINT:
            process.send_signal(number)

    before = {number: signal.signal(number, note) for number in REQUESTS}
    process = subprocess.Popen(
        arguments,
        env=dict(environ),
        cwd=cwd,
        preexec_fn=ending_with_parent(signal.SIGTERM),  # noqa: PLW1509 - we have one thread only
    )
    code = process.wait()
    for number, handler in before.items():
        signal.signal(number, handler)
    return Ended(code if code >= 0 else 128 - code, bool(received))
