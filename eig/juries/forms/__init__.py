"""What jurors and the coordination type."""

from eig.juries.forms.seats import AnswerForm, CharterForm, DeclineForm, InviteForm
from eig.juries.forms.sheets import CommonSheetForm, MarksForm, field_name

__all__ = [
    "AnswerForm",
    "CharterForm",
    "CommonSheetForm",
    "DeclineForm",
    "InviteForm",
    "MarksForm",
    "field_name",
]
