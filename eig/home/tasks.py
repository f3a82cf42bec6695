"""What beat and the verbs ask the workers to run."""

import logging

from celery import shared_task

from eig.common import clock
from eig.home import workflow

logger = logging.getLogger(__name__)


@shared_task(name="eig.home.tasks.every_minute")
def every_minute() -> None:
    """Publish, expire, open and remind what is due."""
    if not workflow.every_minute(clock.now()):
        logger.info("every minute: another worker is at it")
