"""The letters about challenges, one file per concern."""

from challenges.letters.agents import (
    changes_reminder,
    draft_reminder,
    greeting,
    resubmitted,
    submitted,
    withdrawn,
)
from challenges.letters.memberships import (
    membership_confirmed,
    membership_refused,
    membership_requested,
    place_handed_over,
)

__all__ = [
    "changes_reminder",
    "draft_reminder",
    "greeting",
    "membership_confirmed",
    "membership_refused",
    "membership_requested",
    "place_handed_over",
    "resubmitted",
    "submitted",
    "withdrawn",
]
