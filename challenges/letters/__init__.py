"""The letters about challenges, one file per concern."""

from challenges.letters.agents import (
    changes_reminder,
    draft_reminder,
    restored,
    resubmitted,
    submitted,
    taken_up,
    withdrawn,
)
from challenges.letters.memberships import (
    membership_confirmed,
    membership_refused,
    membership_requested,
    place_handed_over,
)
from challenges.letters.people import (
    handed_over,
    invitation,
    invitation_accepted,
    invitation_declined,
    invitation_revoked,
    participant_removed,
    right_changed,
)
from eig.notifications.letters import greeting

__all__ = [
    "changes_reminder",
    "draft_reminder",
    "greeting",
    "handed_over",
    "invitation",
    "invitation_accepted",
    "invitation_declined",
    "invitation_revoked",
    "membership_confirmed",
    "membership_refused",
    "membership_requested",
    "participant_removed",
    "place_handed_over",
    "restored",
    "resubmitted",
    "right_changed",
    "submitted",
    "taken_up",
    "withdrawn",
]
