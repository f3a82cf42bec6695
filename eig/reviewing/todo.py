"""What awaits readers."""

from collections.abc import Iterator

from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo
from eig.reviewing.models.reading import AbstractReading
from eig.reviewing.rules.reading import can_see_readings


def to_read(readings: type[AbstractReading], user: User, *, page: str, word: str, why: str) -> Iterator[Todo]:
    """The files that wait for a person's advice, one line for all; no query for whoever reads none."""
    if not can_see_readings(user, readings):
        return
    if count := readings.objects.filter(reader=user).to_do().count():
        yield Todo(f"Lire {plural(count, word)} et donner mon avis", page, f"Votre avis reste interne : {why}")
