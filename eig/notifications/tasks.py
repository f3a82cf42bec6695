"""The Celery task that sends letters."""

import logging

from celery import shared_task

from eig.notifications import delivery

logger = logging.getLogger(__name__)


@shared_task(name="eig.notifications.tasks.drain_outbox")
def drain_outbox() -> None:
    """Send the letters that are due."""
    sent = delivery.drain()
    if sent:
        logger.info("outbox drained: %s sent", sent)
