"""The development mailbox: an SMTP sink that writes a Maildir, and reads of it."""

import mailbox
import time
from dataclasses import dataclass
from datetime import UTC, datetime
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
    # Python makes these three only with the directory itself, which whoever prepares the place may have made already.
    for part in ("tmp", "new", "cur"):
        Path(directory, part).mkdir(parents=True, exist_ok=True)
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


@dataclass(frozen=True)
class Received:
    """A letter of the sink. ``key`` names its file, ``at`` is the instant of its arrival."""

    key: str
    at: datetime
    content: EmailMessage

    @property
    def to(self) -> str:
        """Who it is addressed to."""
        return str(self.content["To"] or "")

    @property
    def subject(self) -> str:
        """Its subject, never empty."""
        return str(self.content["Subject"] or "(sans objet)")

    @property
    def text(self) -> str:
        """Its text version, or nothing."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """Its HTML version, or nothing."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.content.get_body((kind,))
        return part.get_content() if part else ""


def received(to: str = "") -> list[Received]:
    """The letters, newest first; those whose address holds ``to``, if given."""
    wanted = to.strip().lower()
    newest = sorted(_files(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    letters = (_read(path) for path in newest)
    return [letter for letter in letters if wanted in letter.to.lower()]


def letter(key: str) -> Received | None:
    """One letter by its key."""
    return next((_read(path) for path in _files() if path.name == key), None)


def _files() -> list[Path]:
    return [*Path(settings.MAILBOX_DIR, "new").glob("*"), *Path(settings.MAILBOX_DIR, "cur").glob("*")]


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _read(path: Path) -> Received:
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Received(path.name, at, message_from_bytes(path.read_bytes(), policy=policy.default))
