"""The verbs of a promotion: its calendar, its publications, its copies."""

from eig.promotions.workflow.announcements import (
    abandon_announcement,
    cancel_announcement,
    carry_out,
    order_announcement,
)
from eig.promotions.workflow.calendar import extend_window, note_calendar
from eig.promotions.workflow.cloning import clone_promotion
from eig.promotions.workflow.past import enter_past

__all__ = [
    "abandon_announcement",
    "cancel_announcement",
    "carry_out",
    "clone_promotion",
    "enter_past",
    "extend_window",
    "note_calendar",
    "order_announcement",
]
