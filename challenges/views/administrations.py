"""Joining one's administration, adding it, leaving it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic.base import TemplateView

from challenges import workflow
from challenges.forms import AdministrationForm, ColleagueForm, FindForm
from challenges.models import Administration, Membership
from challenges.rules import acting_refusal, can_hand_over_place, can_leave
from eig.accounts.proconnect import attested_siret
from eig.common.flow import StepRefused
from eig.common.views import StepView

SHOWN = 20


class AdministrationView(TemplateView):
    """Look for one's administration by name, join it, or add it when nobody has."""

    template_name = "challenges/administration.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = {"name": request.GET.get("q", "").strip(), "siret": attested_siret(request)}
        return self.page(AdministrationForm(initial=known))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("join", "").isdecimal():
            return self.join(get_object_or_404(Administration, pk=request.POST["join"]))
        form = AdministrationForm(request.POST)
        return self.create(form) if form.is_valid() else self.page(form, status=422)

    def join(self, administration: Administration) -> HttpResponse:
        """A place beside colleagues, or a request to the coordination."""
        try:
            membership = workflow.join(administration, by=self.request.user, at=self.request.at)
        except StepRefused as refusal:
            messages.error(self.request, str(refusal))
            return redirect("challenges:administration")
        if membership.is_active:
            messages.success(self.request, f"Vous êtes membre de « {administration} ».")
        else:
            messages.info(
                self.request, f"Demande envoyée : la coordination confirme votre place à « {administration} »."
            )
        return redirect("challenges:mine")

    def create(self, form: AdministrationForm) -> HttpResponse:
        """A new administration, or those that look like it, proposed first."""
        siret = form.cleaned_data["siret"]
        known = {"siret_proved": bool(siret) and siret == attested_siret(self.request)}
        try:
            administration = workflow.create_administration(
                **form.cleaned_data,
                **known,
                anyway="anyway" in self.request.POST,
                by=self.request.user,
                at=self.request.at,
            )
        except workflow.AlreadyThere as refusal:
            form.add_error("name", str(refusal))
            return self.page(form, status=422, proposed=[refusal.administration])
        except workflow.LooksLike as refusal:
            return self.page(form, status=409, proposed=refusal.administrations, doubtful=True)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
            return self.page(form, status=422)
        messages.success(self.request, f"« {administration} » est ajoutée, et vous en êtes membre.")
        return redirect("challenges:mine")

    def page(self, form: AdministrationForm, status: int = 200, **more: Any) -> HttpResponse:
        """Search, results and form."""
        sought = self.request.GET.get("q", "").strip()
        found = list(Administration.objects.named_like(sought)[: SHOWN + 1]) if sought else []
        memberships = list(Membership.objects.of(self.request.user).present())
        known = {one.administration_id: one for one in memberships}
        context = {
            "form": form,
            "find": FindForm(self.request.GET or None),
            "sought": sought,
            "results": [(one, known.get(one.pk)) for one in found[:SHOWN]],
            "too_many": len(found) > SHOWN,
            "memberships": memberships,
            "refusal": acting_refusal(self.request.user),
            "proposed": [],
            "doubtful": False,
            **more,
        }
        return self.render_to_response(self.get_context_data(**context), status=status)


class LeaveView(StepView):
    """Give up one's place in an administration."""

    model = Membership
    rule = can_leave
    verb = workflow.leave_administration
    title = "Quitter une administration"
    explanation = (
        "Vous ne verrez plus les défis de cette administration, et vous n’écrirez plus les vôtres. "
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
    verb = workflow.hand_over_place
    title = "Passer la main à un ou une collègue"
    explanation = (
        "Cette personne écrira à votre place les défis que vous portez dans cette administration ; un courrier le lui "
        "dit aussitôt. Vous quittez ensuite l’administration."
    )
    button = "Passer la main et quitter"
    done = "C’est fait : vos défis sont transmis, et vous n’êtes plus membre de cette administration."

    def get_form(self, *sent: Any) -> ColleagueForm:
        """One's colleagues."""
        return ColleagueForm(*sent, colleagues=Membership.objects.colleagues_of(self.object))
