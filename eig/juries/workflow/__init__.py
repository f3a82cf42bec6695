"""The verbs of juries, one file per concern."""

from eig.juries.workflow.attendance import attend, follow_seats
from eig.juries.workflow.grids import hand_in, lock_sheets, reopen_sheets, save_grid
from eig.juries.workflow.importing import import_jurors
from eig.juries.workflow.moves import move
from eig.juries.workflow.notes import save_note
from eig.juries.workflow.reminders import remind
from eig.juries.workflow.seats import accept, decline, invite, invite_again, replace, seat, sign_charter, unseat
from eig.juries.workflow.sheets import Opinion, save_common_sheet, save_marks

__all__ = [
    "Opinion",
    "accept",
    "attend",
    "decline",
    "follow_seats",
    "hand_in",
    "import_jurors",
    "invite",
    "invite_again",
    "lock_sheets",
    "move",
    "remind",
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
