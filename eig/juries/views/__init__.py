"""The pages of jurors."""

from eig.juries.views.seats import CharterView, DeclineView, InvitationView, agenda
from eig.juries.views.sheets import CommonSheetView, HearingView, MarksView, NoteView, OpinionSheetView, compared

__all__ = [
    "CharterView",
    "CommonSheetView",
    "DeclineView",
    "HearingView",
    "InvitationView",
    "MarksView",
    "NoteView",
    "OpinionSheetView",
    "agenda",
    "compared",
]
