"""Alive, ready, late: what a supervisor asks of the site.

Not django-health-check: three questions, each with its own patience, need neither an app nor plug-ins, and a frozen
broker must cost one second, not the patience of the worker's own connections.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from redis.backoff import NoBackoff
from redis.retry import Retry

from eig.notifications.models import Message

PATIENCE = 1.0
LATE = timedelta(minutes=15)


@dataclass(frozen=True)
class Health:
    """``outbox_lag_seconds`` is the age of the oldest letter that should have left; unknown without a database."""

    live: bool
    database: bool
    broker: bool
    outbox_lag_seconds: int | None

    @property
    def ok(self) -> bool:
        """Ready: everything answers, and letters leave."""
        lag = self.outbox_lag_seconds
        return self.database and self.broker and lag is not None and lag <= LATE.total_seconds()

    def as_dict(self) -> dict:
        """What ``/sante/`` shows."""
        return {**asdict(self), "ok": self.ok}


def check(at: datetime) -> Health:
    """Ask the database and the broker; never raises, and takes little more than ``PATIENCE`` seconds."""
    database = database_answers()
    lag = outbox_lag(at) if database else None
    return Health(True, database, broker_answers(settings.CELERY_BROKER_URL), lag)


def database_answers() -> bool:
    """Whether a query comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers(url: str, patience: float = PATIENCE) -> bool:
    """Whether the broker says PONG within ``patience`` seconds; a frozen one does not."""
    address = url.replace("redis+socket://", "unix://")
    once = Retry(NoBackoff(), 0)
    try:
        with redis.Redis.from_url(
            address, socket_timeout=patience, socket_connect_timeout=patience, retry=once
        ) as client:
            return client.ping()
    except (redis.RedisError, OSError):
        return False


def outbox_lag(at: datetime) -> int:
    """For how many seconds the oldest due letter has been waiting; zero when none is."""
    oldest = Message.objects.waiting().filter(next_try_at__lte=at).order_by("next_try_at").first()
    return int((at - oldest.next_try_at).total_seconds()) if oldest else 0
