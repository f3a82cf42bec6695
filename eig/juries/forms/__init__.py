"""What jurors and the coordination type."""

from eig.juries.forms.grids import Entry, GridForm, ReopenForm, moved
from eig.juries.forms.notes import NoteForm
from eig.juries.forms.seats import AnswerForm, CharterForm, DeclineForm, InviteForm, JuryForm, ReplaceForm
from eig.juries.forms.sheets import CommonSheetForm, MarksForm, OpinionSheetForm, field_name

__all__ = [
    "AnswerForm",
    "CharterForm",
    "CommonSheetForm",
    "DeclineForm",
    "Entry",
    "GridForm",
    "InviteForm",
    "JuryForm",
    "MarksForm",
    "NoteForm",
    "OpinionSheetForm",
    "ReopenForm",
    "ReplaceForm",
    "field_name",
    "moved",
]
