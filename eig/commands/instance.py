"""One instance per data folder: who holds it, and what a second command may borrow from it."""

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from eig.commands.console import Refusal, Step
from eig.commands.places import Places

SITE, COMMAND = "site", "command"
"""The two kinds of holders: `./run`, and a `./run manage …` that had to start the services."""
PATIENCE = 30
"""Seconds left to the processes of a killed instance, which end by themselves."""


@dataclass
class State:
    """What the holder tells the others: who it is, whether its services answer, and how to reach them."""

    pid: int
    kind: str
    address: str = ""
    services_ready: bool = False
    environ: dict[str, str] = field(default_factory=dict)


def take(places: Places) -> int | None:
    """The lock of the places as an open file, `None` when someone holds it.

    Every child inherits the lock: it is free only when the last of them has ended, even after `kill -9`.
    """
    try:
        return _locked(places.home / "instance.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


def _locked(path: Path, how: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def publish(places: Places, state: State) -> None:
    """Write the state for the other commands to read, in one move; the file holds a secret key and stays ours."""
    draft = places.home / "instance.draft"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as output:  # noqa: PTH123
        json.dump(asdict(state), output)
    draft.replace(places.home / "instance.json")


def withdraw(places: Places) -> None:
    """Remove the published state: no other command may borrow the services any more."""
    (places.home / "instance.json").unlink(missing_ok=True)


def holder(places: Places) -> State | None:
    """The state that the holder of the places published; `None` when there is none, or when it has ended."""
    try:
        state = State(**json.loads((places.home / "instance.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if alive(state.pid) else None


def alive(pid: int) -> bool:
    """Whether a process of that number exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def acquire(places: Places, *, borrow: bool) -> int | State:
    """The lock once it is free, or the state of the instance that is up.

    The site gives way to a site only. With `borrow`, any holder whose services answer will do. What a killed
    instance left is waited for; raises `Refusal` when it does not end.
    """
    found = _attempt(places, borrow=borrow)
    if found is not None:
        return found
    with Step("Waiting for another command of this checkout to end") as step:
        while found is None:
            if step.seconds > PATIENCE and holder(places) is None:
                raise Refusal(f"Processes of an earlier run still hold {places.home}: end them first.")
            step.tick()
            time.sleep(0.2)
            found = _attempt(places, borrow=borrow)
    return found


def _attempt(places: Places, *, borrow: bool) -> int | State | None:
    lock = take(places)
    if lock is not None:
        return lock
    state = holder(places)
    if state and (state.services_ready if borrow else state.kind == SITE):
        return state
    return None


@contextlib.contextmanager
def borrowing(places: Places) -> Iterator[None]:
    """While this lasts, a command that owns the services does not stop them."""
    lock = _locked(places.home / "borrowers.lock", fcntl.LOCK_SH)
    try:
        yield
    finally:
        os.close(lock)


def wait_for_borrowers(places: Places) -> None:
    """Come back once nobody borrows the services."""
    os.close(_locked(places.home / "borrowers.lock", fcntl.LOCK_EX))
