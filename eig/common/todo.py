"""What awaits a person: one line of « Ma page »."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Todo:
    """``title`` begins with a verb; ``due_at`` is the instant before which it is expected, if any.

    ``waiting`` marks what awaits others: shown apart, below what the person must do.
    """

    title: str
    url: str
    detail: str = ""
    due_at: datetime | None = None
    waiting: bool = False
