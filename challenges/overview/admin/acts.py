"""Acts of a challenge's page that change no status: its hearing, its framing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from challenges.catalogue import rules as catalogue_rules
from challenges.catalogue import rules as framing
from challenges.catalogue.forms import Framing, framed
from challenges.catalogue.workflow import framing as framing_workflow
from challenges.hearings.forms.scheduling import HearingForm
from challenges.hearings.rules import scheduling as scheduling_rules
from challenges.hearings.workflow import scheduling
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.proposal.states import ChallengeStatus
from challenges.skills.forms import offered_skills
from eig.accounts.models import User
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.keeping.answers import Told
from eig.common.keeping.desk import DeskPage
from eig.common.keeping.merging import Merge
from eig.common.vocabulary import SiteText
from eig.reviewing.admin.pages import SubjectPages


class FramePage(DeskPage):
    """Where the coordination writes the catalogue page of a challenge and its positions, perhaps two people at once."""

    request: AuthenticatedRequest
    template_name = "admin/challenges/frame.html"
    label = "Enregistrer le cadrage"

    def fetch(self) -> None:
        self.object = self.desk._allowed(self.request, self.kwargs["pk"], _coordinates)

    def refusal(self) -> str:
        may = catalogue_rules.can_frame(self.request.user, self.object)
        return "" if may else SiteText("Seul un {challenge} retenu peut être cadré.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.refusal():
            return super().get(request, *args, **kwargs)
        return self.page(Framing(self.object, proposed=True), version=self.told(self.stored()).marks)

    def stored(self) -> Framing:
        return Framing(self.object)

    def typed(self) -> Framing:
        return Framing(self.object, self.request.POST)

    def told(self, form: Framing) -> Told:
        return form.told()

    def save(self, merge: Merge) -> None:
        values, version = framed(merge), self.object.version
        framing_workflow.frame(self.object, values, version=version, by=self.request.user, at=self.request.at)

    def say_saved(self) -> None:
        messages.success(self.request, _framed(self.object))

    def get_context_data(self, **kwargs: Any) -> dict:
        title = f"Cadrer le {self.object.words.challenge} : {self.object}"
        return super().get_context_data(**{"skills": offered_skills(), "title": title, **kwargs})


class ActPages(SubjectPages):
    """The pages of these acts, mixed into the admin of challenges."""

    def hearing_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Give a challenge its jury and its hour, or move them."""
        challenge = self._allowed(request, pk, scheduling_rules.can_schedule)
        form = HearingForm(request.POST or None, challenge=challenge)
        challenge.words.speak(form)
        if request.method == "POST" and form.is_valid():
            with attempt(form):
                scheduling.schedule_hearing(challenge, **form.cleaned_data, by=request.user, at=request.at)
                messages.success(request, f"L’audition de « {challenge} » est planifiée. Un courrier part.")
                return HttpResponseRedirect(self._change_url(challenge))
        label = "Déplacer l’audition" if challenge.hearing_id else "Planifier l’audition"
        return self._page(request, "admin/step_confirm.html", challenge, label, form=form)

    def frame_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Write the page of the catalogue with its positions."""
        return FramePage.as_view(desk=self)(request, pk=pk)

    def validation_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Ask the authors of the challenge to validate its finished catalogue page."""
        challenge = self._allowed(request, pk, framing.can_ask_validation)
        if request.method == "POST":
            with attempt(request):
                framing_workflow.ask_validation(challenge, by=request.user, at=request.at)
                messages.success(
                    request, f"La fiche de « {challenge} » attend l’accord de ses auteurs. Un courrier part."
                )
            return HttpResponseRedirect(self._change_url(challenge))
        said = "Les auteurs verront la fiche telle que le public la lira ; ils valident, ou disent quoi changer."
        return self._page(
            request, "admin/step_confirm.html", challenge, "Faire valider la fiche", explanation=said, form=None
        )


def _coordinates(user: User, challenge: Challenge) -> bool:
    return can_coordinate(user)


def _framed(challenge: Challenge) -> str:
    lacks = catalogue_rules.missing_to_publish(challenge)
    if lacks:
        return f"Le cadrage de « {challenge} » est enregistré. Pour publier, il manque encore : {', '.join(lacks)}."
    if challenge.status == ChallengeStatus.PUBLISHED:
        return f"La page de « {challenge} » est à jour au catalogue."
    return f"Le cadrage de « {challenge} » est enregistré. Tout est prêt pour la publication."
