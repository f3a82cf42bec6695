"""What jurors, and the coordination about them, are told."""

from eig.juries.letters.seats import AWAITED, accepted, awaited, declined, invited, meeting, moved, seated, unseated
from eig.juries.letters.sheets import handed_in, locked, reopened

__all__ = [
    "AWAITED",
    "accepted",
    "awaited",
    "declined",
    "handed_in",
    "invited",
    "locked",
    "meeting",
    "moved",
    "reopened",
    "seated",
    "unseated",
]
