"""Who reads a file, and until when they write their advice."""

from typing import Any

from eig.accounts.models import User
from eig.reviewing.models.reading import AbstractReading

OVER = "L’instruction de ce dossier est terminée."
TAKEN_BACK = "Ce dossier ne vous est plus confié : votre avis ne s’enregistre plus."
Readings = type[AbstractReading]


def can_see_readings(user: User, readings: Readings) -> bool:
    """Whether a person has a place in the instruction: the coordination, the direction, outside readers."""
    return user.has_perm(readings.READS)


def reads_only_theirs(user: User, readings: Readings) -> bool:
    """Whether a person opens the files that were handed to them, and no other."""
    return user.has_perm(readings.READS) and not user.has_perm(readings.OPENS)


def may_be_reader(user: User, readings: Readings) -> bool:
    """Whether files can be handed to a person: the coordination itself, and outside readers."""
    if not (user.is_active and user.has_perm(readings.READS)):
        return False
    return user.has_perm(readings.COORDINATES) or not user.has_perm(readings.OPENS)


def can_advise(user: User, reading: AbstractReading) -> bool:
    """Write one's own advice, while the file is being instructed."""
    return reading.reader_id == user.pk and user.has_perm(reading.READS) and not advice_closed_because(reading)


def advice_closed_because(reading: AbstractReading) -> str:
    """Why advice can no longer be written; empty while it can."""
    return "" if reading.subject.status in reading.UNDER_INSTRUCTION else OVER


def no_reader_because(reader: User, readings: Readings) -> str:
    """Why nothing can be handed to a person; empty when it can."""
    return "" if may_be_reader(reader, readings) else f"{reader} ne fait pas partie des lecteurs."


def own_reading(user: User, subject: Any) -> AbstractReading | None:
    """A person's own reading of a file whose ``readings`` are read already."""
    return next((reading for reading in subject.readings.all() if reading.reader_id == user.pk), None)
