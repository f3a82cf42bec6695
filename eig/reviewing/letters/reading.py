"""What readers are told."""

from collections.abc import Sequence
from datetime import datetime

from eig.accounts.models import User
from eig.common.text import plural
from eig.notifications.letters import Draft, Letter, absolute, greeting


def given_to_read(letter: Letter, reader: User, at: datetime, *, page: str, **files: Sequence[str]) -> list[Draft]:
    """One letter for all the files just handed to a reader, named by the one placeholder in ``files``."""
    [(placeholder, names)] = files.items()
    said = {
        "bonjour": greeting(reader),
        "combien": plural(len(names), "dossier"),
        placeholder: "\n".join(f"- {name}" for name in names),
        "lien": absolute(page),
    }
    return [Draft(letter, f"{letter.key}:{at:%Y-%m-%dT%H:%M:%S.%f}", reader, said)]
