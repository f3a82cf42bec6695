"""Telling a worker that there is something to do, without ever making a person wait for it."""

import logging
import time

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)
BREAKER_SECONDS = 30.0
_broken_until = 0.0


class _Nudge:
    """A task name that, once the transaction is committed, is sent to the broker."""

    def __init__(self, task: str):
        self.task = task
        self.__qualname__ = f"nudge {task}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Nudge) and other.task == self.task

    def __hash__(self) -> int:
        return hash(self.task)

    def __call__(self) -> None:
        send(self.task)


def nudge(task: str) -> None:
    """Ask a worker to run a task after the commit, once per transaction however often it is called.

    Never raises: a missing broker only means that the worker's own timer will do it later.
    """
    call = _Nudge(task)
    if not any(call == waiting for _, waiting, *_ in transaction.get_connection().run_on_commit):
        transaction.on_commit(call, robust=True)


def send(task: str) -> bool:
    """Publish a task now, unless the broker failed less than ``BREAKER_SECONDS`` ago; returns whether it was sent."""
    global _broken_until  # noqa: PLW0603 one breaker per process
    if time.monotonic() < _broken_until:
        return False
    try:
        current_app.send_task(task)
    except Exception as error:  # noqa: BLE001 whatever the broker does, the act has succeeded
        _broken_until = time.monotonic() + BREAKER_SECONDS
        logger.warning("broker unreachable: %s", type(error).__name__)
        return False
    return True
