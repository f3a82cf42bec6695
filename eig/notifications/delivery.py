"""Carrying letters: claim, commit, send, mark; a session lock proves that the carrier lives.

Needs a direct connection to PostgreSQL (or session pooling): a transaction pooler would lose the lock.
"""

import logging
import secrets
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.utils.module_loading import import_string

from eig.common import clock
from eig.notifications.models import Message
from eig.notifications.states import Policy

logger = logging.getLogger(__name__)
LOCK_SPACE = 0x0E16
MAX_ATTEMPTS = 8
PATIENCE = timedelta(days=3)
"""A letter is given up once it has been tried that often and is that old: a server may be away for a week-end."""
UNCERTAIN = "Envoi incertain : le porteur s’est arrêté en chemin"
AMBIGUOUS = (TimeoutError, smtplib.SMTPServerDisconnected)
ABOUT_THE_LETTER = (smtplib.SMTPSenderRefused, smtplib.SMTPDataError)
FOR_EVER = 500


def drain() -> int:
    """Send every letter that is due, one at a time; returns how many left.

    Several carriers may run at once. A letter that a dead carrier left behind is settled first: by asking
    ``OUTBOX_RECEIVER_LOG`` when it is set, else by the letter's policy.
    """
    with _carrier() as key:
        settle_orphans()
        return _carry_all(key)


def settle_orphans() -> int:
    """Decide what becomes of the letters whose carrier died; returns how many there were."""
    count = 0
    for pk, claim in list(Message.objects.claimed().values_list("pk", "claim")):
        if not _alive(claim):
            count += _settle(pk, claim)
    return count


def _carry_all(key: int) -> int:
    mailer = get_connection()
    sent = 0
    try:
        while message := _claim(key):
            sent += _carry(message, mailer)
    finally:
        mailer.close()
    return sent


def _claim(key: int) -> Message | None:
    """Take the next letter; committed before anything leaves."""
    with transaction.atomic():
        message = Message.objects.due(clock.now()).select_for_update(skip_locked=True).first()
        if message:
            message.claim, message.attempts = key, message.attempts + 1
            message.save(update_fields=["claim", "attempts"])
    return message


def _carry(message: Message, mailer) -> int:
    reached = False
    try:
        mailer.open()
        reached = True
        build(message, mailer).send()
    except Exception as error:  # noqa: BLE001 one letter must not stop the others
        mailer.close()
        _failed(message, error, reached)
        return 0
    Message.objects.filter(pk=message.pk).update(claim=None, sent_at=clock.now(), last_error="")
    return 1


def build(message: Message, mailer=None) -> EmailMultiAlternatives:
    """The e-mail of a row, with its fixed Message-ID."""
    email = EmailMultiAlternatives(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        headers={**message.headers, "Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=mailer,
    )
    email.attach_alternative(message.html, "text/html")
    if message.calendar:
        email.attach("agenda.ics", message.calendar, "text/calendar")
    return email


def _failed(message: Message, error: Exception, reached: bool) -> None:
    """Try again later, or stop and leave it to a person.

    ``reached`` says whether a connection was there when the letter was begun: one kept from the letter before may have
    been closed since, and is counted as reached all the same.
    """
    logger.warning("letter %s not sent: %s", message.pk, type(error).__name__)
    at = clock.now()
    if reached and isinstance(error, AMBIGUOUS):
        _apply_verdict(message, at, type(error).__name__)
    elif _is_final(error) or (message.attempts >= MAX_ATTEMPTS and at >= message.posted_at + PATIENCE):
        _stop(message, at, f"{type(error).__name__} : {error}")
    else:
        _retry(message, at, f"{type(error).__name__} : {error}")


def _is_final(error: Exception) -> bool:
    """Whether the server refuses this letter for ever (5xx); what it refuses for now (4xx) comes back later.

    Refused before any letter was spoken of (greeting, HELO, password), it is the session that is wrong: it comes back.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= FOR_EVER for code, _ in error.recipients.values())
    return isinstance(error, ABOUT_THE_LETTER) and error.smtp_code >= FOR_EVER


def _settle(pk: int, claim: int) -> int:
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=pk, claim=claim).first()
        if message:
            _apply_verdict(message, clock.now(), UNCERTAIN)
    return 1 if message else 0


def _apply_verdict(message: Message, at: datetime, error: str) -> None:
    received = import_string(settings.OUTBOX_RECEIVER_LOG)(message.message_id) if settings.OUTBOX_RECEIVER_LOG else None
    if received:
        Message.objects.filter(pk=message.pk).update(claim=None, sent_at=at, last_error="")
    elif received is False or message.policy == Policy.AT_LEAST_ONCE:
        _retry(message, at, error)
    else:
        _stop(message, at, UNCERTAIN)


def _retry(message: Message, at: datetime, error: str) -> None:
    wait = timedelta(seconds=0 if error == UNCERTAIN else min(30 * 2**message.attempts, 3600))
    Message.objects.filter(pk=message.pk).update(claim=None, next_try_at=at + wait, last_error=error[:300])


def _stop(message: Message, at: datetime, error: str) -> None:
    Message.objects.filter(pk=message.pk).update(claim=None, stopped_at=at, last_error=error[:300])


@contextmanager
def _carrier() -> Iterator[int]:
    """A number that is locked for as long as this database session lives."""
    key = secrets.randbelow(2**31 - 1) + 1
    _query("SELECT pg_advisory_lock(%s, %s)", key)
    try:
        yield key
    finally:
        if connection.connection is not None and not connection.connection.closed:
            _query("SELECT pg_advisory_unlock(%s, %s)", key)


def _alive(claim: int) -> bool:
    """Whether the session that took this claim still holds its lock."""
    if not _query("SELECT pg_try_advisory_lock(%s, %s)", claim):
        return True
    _query("SELECT pg_advisory_unlock(%s, %s)", claim)
    return False


def _query(sql: str, key: int):
    with connection.cursor() as cursor:
        cursor.execute(sql, [LOCK_SPACE, key])
        return cursor.fetchone()[0]
