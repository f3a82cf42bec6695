"""The version of what a form shows: one mark per answer, carried by the form, compared by the server.

An answer that was shown blank has no mark: a form that carries no version is one that showed nothing, so it can
write where nothing is stored, and erase nothing.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Model

from eig.common.flow import StepRefused

FIELD = "version"
SIZE = 12

Marks = dict[str, dict[str, str]]
"""Row → field → mark; a form without rows has a single one, named by the empty text."""


class StaleVersion(StepRefused):
    """Someone wrote between the reading and the writing: nothing was written, read and merge again."""


def mark(value: Any) -> str:
    """A short fingerprint of a value, the same for the same content; empty when it is blank."""
    plain = _plain(value)
    if plain in (None, "", [], {}):
        return ""
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:SIZE]


def _plain(value: Any) -> Any:
    """Content alone: neither the spaces around it, nor the browser's line breaks, nor the order of choices."""
    if value is None or value is False:
        return None
    if isinstance(value, Model):
        return _plain(value.pk)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain for key, part in value.items() if (plain := _plain(part)) is not None}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return sorted((_plain(part) for part in value), key=str)
    written = value.astimezone(UTC) if isinstance(value, datetime) else value
    return str(written).replace("\r\n", "\n").strip()


def read(sent: str) -> Marks:
    """The marks that a form carried; none when they are missing or were tampered with."""
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError):
        return {}
    rows = found.items() if isinstance(found, dict) else ()
    return {
        key: {name: sent_mark for name, sent_mark in row.items() if isinstance(sent_mark, str)}
        for key, row in rows
        if isinstance(row, dict)
    }


def written(marks: Marks) -> str:
    """The marks as a form carries them."""
    return json.dumps(marks, separators=(",", ":"))
