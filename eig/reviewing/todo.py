"""What awaits readers, and those who examine conflicts of interest."""

from collections.abc import Callable, Iterator

from eig.accounts.models import User
from eig.common.text import plural
from eig.common.todo import Todo
from eig.reviewing.models.conflicts import AbstractConflict
from eig.reviewing.models.reading import AbstractReading
from eig.reviewing.rules.reading import can_see_readings


def to_read(readings: type[AbstractReading], user: User, *, page: str, word: str, why: str) -> Iterator[Todo]:
    """The files that wait for a person's advice, one line for all; no query for whoever reads none."""
    if not can_see_readings(user, readings):
        return
    if count := readings.objects.filter(reader=user).to_do().count():
        yield Todo(f"Lire {plural(count, word)} et donner mon avis", page, f"Votre avis reste interne : {why}")


def to_examine(conflicts: type[AbstractConflict], page: Callable[[int], str]) -> Iterator[Todo]:
    """Conflicts that people declared, promotion by promotion, each with its ``page``: one query."""
    for load in conflicts.objects.to_examine():
        title = f"Examiner {plural(load['total'], 'conflit d’intérêts déclaré', 'conflits d’intérêts déclarés')}"
        yield Todo(title, page(load["promotion"]), f"{load['name']}. Le dossier est déjà fermé à qui l’a déclaré.")
