"""The verbs of juries, one file per concern."""

from eig.juries.workflow.seats import accept, decline, invite, invite_again, replace, seat, sign_charter, unseat
from eig.juries.workflow.sheets import save_common_sheet, save_marks

__all__ = [
    "accept",
    "decline",
    "invite",
    "invite_again",
    "replace",
    "save_common_sheet",
    "save_marks",
    "seat",
    "sign_charter",
    "unseat",
]
