"""The development mailbox: an SMTP sink that writes a Maildir, and reads of it."""

import mailbox
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings


class Sink:
    """An aiosmtpd handler that stores what it receives, one file a letter."""

    def __init__(self, directory: str):
        self.directory = directory
        maildir(directory)

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 aiosmtpd's name
        """Write the letter to disk before saying that it was accepted."""
        maildir(self.directory).add(envelope.original_content)
        return "250 OK"


def maildir(directory: str) -> mailbox.Maildir:
    """The Maildir of a directory, created when absent."""
    Path(directory).parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(directory, create=True)


def was_received(message_id: str) -> bool | None:
    """Whether the sink holds a letter; ``None`` when there is no sink to ask."""
    if not settings.MAILBOX_DIR:
        return None
    wanted = message_id.encode()
    # A carrier killed at the last byte may leave before the sink has finished writing.
    for _ in range(2):
        if any(wanted in _head(path) for path in _files()):
            return True
        time.sleep(0.2)
    return False


def received(limit: int = 200) -> list[tuple[str, EmailMessage]]:
    """Key and content of the newest letters, newest first."""
    newest = sorted(_files(), key=lambda path: path.stat().st_mtime_ns, reverse=True)[:limit]
    return [(path.name, _parse(path)) for path in newest]


def letter(key: str) -> EmailMessage | None:
    """One letter by its key."""
    return next((_parse(path) for path in _files() if path.name == key), None)


def _files() -> list[Path]:
    return [*Path(settings.MAILBOX_DIR, "new").glob("*"), *Path(settings.MAILBOX_DIR, "cur").glob("*")]


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _parse(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)
