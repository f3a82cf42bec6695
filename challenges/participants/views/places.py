"""Leaving an administration, or passing one’s files to a colleague."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.urls import reverse

from challenges.administrations.models.administrations import Membership
from challenges.administrations.rules import can_hand_over_place, can_leave
from challenges.participants.forms.places import ColleagueForm
from challenges.participants.workflow import places
from eig.common.views import StepView
from eig.common.vocabulary import SiteText


class LeaveView(StepView):
    """Give up one's place in an administration."""

    model = Membership
    rule = can_leave
    verb: ClassVar[Callable[..., None]] = places.leave_administration
    title = "Quitter une administration"
    explanation = SiteText(
        "Vous ne verrez plus les {challenges} de cette administration, et vous n’écrirez plus les vôtres. "
        "Vous pourrez demander à revenir."
    )
    button = "Quitter cette administration"
    done = "C’est fait : vous n’êtes plus membre de cette administration."
    danger = True

    def success_url(self, obj: Membership) -> str:
        return reverse("challenges:mine")


class HandOverPlaceView(LeaveView):
    """Pass one's files to a colleague, then leave."""

    rule = can_hand_over_place
    verb = places.hand_over_place
    title = "Passer la main à un ou une collègue"
    explanation = SiteText(
        "Cette personne écrira à votre place les {challenges} que vous portez dans cette administration ; un "
        "courrier le lui dit aussitôt. Vous quittez ensuite l’administration."
    )
    button = "Passer la main et quitter"
    done = SiteText("C’est fait : vos {challenges} sont transmis, et vous n’êtes plus membre de cette administration.")

    def get_form(self, *sent: Any) -> ColleagueForm:
        """The choice among one's colleagues."""
        return ColleagueForm(*sent, colleagues=Membership.objects.colleagues_of(self.object))
