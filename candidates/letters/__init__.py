"""The letters about candidates, one file per concern."""

from candidates.letters.applications import (
    interview,
    preselection,
    reopened,
    set_aside,
    submitted,
    withdrawn,
)
from candidates.letters.offers import accepted, declined, expired, left, not_chosen, offered, reserve
from candidates.letters.reminders import (
    draft_reminder,
    extended,
    interview_reminder,
    offer_reminder,
    wishes_open,
    wishes_reminder,
)
from candidates.letters.withdrawals import challenge_withdrawn

__all__ = [
    "accepted",
    "challenge_withdrawn",
    "declined",
    "draft_reminder",
    "expired",
    "extended",
    "interview",
    "interview_reminder",
    "left",
    "not_chosen",
    "offer_reminder",
    "offered",
    "preselection",
    "reopened",
    "reserve",
    "set_aside",
    "submitted",
    "wishes_open",
    "wishes_reminder",
    "withdrawn",
]
