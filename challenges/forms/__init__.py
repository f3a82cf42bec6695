"""The forms about challenges, one file per page."""

from challenges.forms.administrations import AdministrationForm, ColleagueForm, FindForm, SiretField, WelcomeForm
from challenges.forms.base import texts
from challenges.forms.identity import ChallengeForm, IdentityForm
from challenges.forms.narrative import CommitmentsForm, DeckForm, NarrativeForm
from challenges.forms.participants import HeirForm, InvitationForm, RightForm
from challenges.forms.people import PeopleFormSet, people_of
from challenges.forms.positions import PositionFormSet, positions_of

__all__ = [
    "AdministrationForm",
    "ChallengeForm",
    "ColleagueForm",
    "CommitmentsForm",
    "DeckForm",
    "FindForm",
    "HeirForm",
    "IdentityForm",
    "InvitationForm",
    "NarrativeForm",
    "PeopleFormSet",
    "PositionFormSet",
    "RightForm",
    "SiretField",
    "WelcomeForm",
    "people_of",
    "positions_of",
    "texts",
]
