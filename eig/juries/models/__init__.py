"""Juries, their hearings and the sheets they fill; what is heard is attached from above."""

from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Hearing, Mark, Sheet
from eig.juries.models.juries import DELIBERATION, HalfDay, Jury, JurySeat, sitting
from eig.juries.models.notes import PrivateNote

__all__ = [
    "DELIBERATION",
    "Attendance",
    "HalfDay",
    "Hearing",
    "Jury",
    "JurySeat",
    "Mark",
    "PrivateNote",
    "Sheet",
    "sitting",
]
