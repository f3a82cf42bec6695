"""A worker's own timer: letters leave even when the broker is gone."""

import logging
import threading

from celery import bootsteps, current_app
from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)


class TimerStep(bootsteps.StartStopStep):
    """Run the drain task in this process when the worker starts, then every ``OUTBOX_INTERVAL`` seconds.

    Celery builds the step without arguments beyond the worker, hence the task's name in the class.
    """

    requires = {"celery.worker.components:Pool"}
    task = "eig.notifications.tasks.drain_outbox"

    def __init__(self, parent, **options):
        super().__init__(parent, **options)
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self, parent) -> None:
        """Begin ticking."""
        self.thread = threading.Thread(target=self._tick_forever, name="outbox-timer", daemon=True)
        self.thread.start()

    def stop(self, parent) -> None:
        """Let the current tick end, within ten seconds."""
        self.stopping.set()
        if self.thread:
            self.thread.join(timeout=10)

    terminate = stop

    def _tick_forever(self) -> None:
        self._tick()
        while not self.stopping.wait(settings.OUTBOX_INTERVAL):
            self._tick()

    def _tick(self) -> None:
        try:
            current_app.tasks[self.task].run()
        except Exception as error:  # noqa: BLE001 the next tick must come
            logger.warning("outbox timer: %s", type(error).__name__)
        finally:
            # A child of the pool forked later must not inherit this session, nor the lock it may hold.
            connection.close()
