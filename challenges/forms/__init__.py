"""The forms about challenges, one file per page."""

from challenges.forms.administrations import AdministrationForm, ColleagueForm, FindForm, SiretField, WelcomeForm
from challenges.forms.identity import ChallengeForm, IdentityForm
from challenges.forms.means import DatasetFormSet, HostTeamFormSet, datasets_of, host_team_of, rearranged
from challenges.forms.narrative import CommitmentsForm, NarrativeForm
from challenges.forms.participants import HeirForm, InvitationForm, RightForm
from challenges.forms.people import PeopleFormSet, people_of
from challenges.forms.positions import PositionFormSet, positions_of
from challenges.forms.reuse import ReuseForm
from challenges.forms.skills import offered_skills
from challenges.forms.uploads import DeckForm, SimulationForm

__all__ = [
    "AdministrationForm",
    "ChallengeForm",
    "ColleagueForm",
    "CommitmentsForm",
    "DatasetFormSet",
    "DeckForm",
    "FindForm",
    "HeirForm",
    "HostTeamFormSet",
    "IdentityForm",
    "InvitationForm",
    "NarrativeForm",
    "PeopleFormSet",
    "PositionFormSet",
    "ReuseForm",
    "RightForm",
    "SimulationForm",
    "SiretField",
    "WelcomeForm",
    "datasets_of",
    "host_team_of",
    "offered_skills",
    "people_of",
    "positions_of",
    "rearranged",
]
