"""The verbs of juries, one file per concern."""

from eig.juries.workflow.grids import hand_in, lock_sheets, reopen_sheets, save_grid
from eig.juries.workflow.notes import save_note
from eig.juries.workflow.seats import accept, decline, invite, invite_again, replace, seat, sign_charter, unseat
from eig.juries.workflow.sheets import Opinion, save_common_sheet, save_marks

__all__ = [
    "Opinion",
    "accept",
    "decline",
    "hand_in",
    "invite",
    "invite_again",
    "lock_sheets",
    "reopen_sheets",
    "replace",
    "save_common_sheet",
    "save_grid",
    "save_marks",
    "save_note",
    "seat",
    "sign_charter",
    "unseat",
]
