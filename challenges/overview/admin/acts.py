"""Acts of a challenge's page that change no status: its hearing, its framing."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from challenges.catalogue import rules as catalogue_rules
from challenges.catalogue import rules as framing
from challenges.catalogue.forms import FrameForm, position_formset
from challenges.catalogue.workflow import framing as framing_workflow
from challenges.hearings.forms.scheduling import HearingForm
from challenges.hearings.rules import scheduling as scheduling_rules
from challenges.hearings.workflow import scheduling
from challenges.proposal.models.challenges import Challenge
from challenges.skills.forms import offered_skills
from eig.accounts.requests import AuthenticatedRequest
from eig.common.admin import StepAdminPart
from eig.common.attempts import attempt


class ActPages(StepAdminPart):
    """Mixed into the admin of challenges."""

    def hearing_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Give a challenge its jury and its hour, or move them."""
        challenge = self._allowed(request, pk, scheduling_rules.can_schedule)
        form = HearingForm(request.POST or None, challenge=challenge)
        if request.method == "POST" and form.is_valid():
            with attempt(form):
                scheduling.schedule_hearing(challenge, **form.cleaned_data, by=request.user, at=request.at)
                messages.success(request, f"L’audition de « {challenge} » est planifiée. Un courrier part.")
                return HttpResponseRedirect(self._change_url(challenge))
        label = "Déplacer l’audition" if challenge.hearing_id else "Planifier l’audition"
        return self._page(request, "admin/step_confirm.html", challenge, label, form=form)

    def frame_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Write the page of the catalogue with its positions."""
        challenge = self._allowed(request, pk, catalogue_rules.can_frame)
        posted = request.POST or None
        form = FrameForm(posted, instance=Challenge.objects.get(pk=pk), initial=_proposed(challenge))
        positions = position_formset(challenge, posted)
        if request.method == "POST" and form.is_valid() and positions.is_valid():
            values = {**form.cleaned_data, "positions": positions.rows}
            with attempt(form):
                framing_workflow.frame(challenge, values, by=request.user, at=request.at)
                messages.success(request, _framed(challenge))
                return HttpResponseRedirect(self._change_url(challenge))
        template = "admin/challenges/frame.html"
        more = {
            "form": form,
            "positions": positions,
            "skills": offered_skills(),
            "title": f"Cadrer le défi : {challenge}",
        }
        return self._page(request, template, challenge, "Enregistrer le cadrage", **more)

    def validation_view(self, request: AuthenticatedRequest, pk: int) -> HttpResponse:
        """Send the finished page to its authors."""
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

    def _allowed(self, request: HttpRequest, pk: int, rule: Callable) -> Challenge:
        challenge = get_object_or_404(self.get_queryset(request), pk=pk)
        if not (self.has_change_permission(request, challenge) and rule(request.user, challenge)):
            raise PermissionDenied
        return challenge

    def _page(self, request: HttpRequest, template: str, challenge: Challenge, label: str, **more) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": challenge,
            "title": f"{label} : {challenge}",
            "label": label,
            "explanation": "",
            "danger": False,
            "back": self._change_url(challenge),
            **more,
        }
        return TemplateResponse(request, template, context)


def _proposed(challenge: Challenge) -> dict:
    """The submitted name until another is chosen."""
    return {} if challenge.public_title else {"public_title": challenge.title}


def _framed(challenge: Challenge) -> str:
    lacks = catalogue_rules.missing_to_publish(challenge)
    if lacks:
        return f"Le cadrage de « {challenge} » est enregistré. Pour publier, il manque encore : {', '.join(lacks)}."
    return f"Le cadrage de « {challenge} » est enregistré. Tout est prêt pour la publication."
