"""Finding one’s administration, joining it, adding it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic.base import TemplateView

from challenges.administrations.forms import AdministrationForm, FindForm
from challenges.administrations.models.administrations import Administration, Membership
from challenges.administrations.rules import acting_refusal
from challenges.administrations.workflow import administrations
from challenges.administrations.workflow import memberships as memberships_workflow
from eig.accounts.proconnect import attested_siret
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.flow import StepRefused

SHOWN = 20


class AdministrationView(TemplateView):
    """Look for one's administration by name, join it, or add it when nobody has."""

    request: AuthenticatedRequest
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
        """Join: a member at once, or a request that the coordination confirms; the page says which."""
        with attempt(self.request):
            membership = memberships_workflow.join(administration, by=self.request.user, at=self.request.at)
            if membership.is_active:
                messages.success(self.request, f"Vous êtes membre de « {administration} ».")
            else:
                messages.info(
                    self.request, f"Demande envoyée : la coordination confirme votre place à « {administration} »."
                )
            return redirect("challenges:mine")
        return redirect("challenges:administration")

    def create(self, form: AdministrationForm) -> HttpResponse:
        """Add the administration, or show the form again with the known one (422) or those that look like it (409)."""
        siret = form.cleaned_data["siret"]
        known: dict[str, Any] = {"siret_proved": bool(siret) and siret == attested_siret(self.request)}
        try:
            administration = administrations.create_administration(
                **form.cleaned_data,
                **known,
                anyway="anyway" in self.request.POST,
                by=self.request.user,
                at=self.request.at,
            )
        except administrations.AlreadyThere as refusal:
            form.add_error("name", str(refusal))
            return self.page(form, status=422, proposed=[refusal.administration])
        except administrations.LooksLike as refusal:
            return self.page(form, status=409, proposed=refusal.administrations, doubtful=True)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
            return self.page(form, status=422)
        messages.success(self.request, f"« {administration} » est ajoutée, et vous en êtes membre.")
        return redirect("challenges:mine")

    def page(self, form: AdministrationForm, status: int = 200, **more: Any) -> HttpResponse:
        """The page: search and its results, the person's memberships, and the form to add an administration."""
        sought = self.request.GET.get("q", "").strip()
        found = list(Administration.objects.named_like(sought)[: SHOWN + 1]) if sought else []
        memberships = list(Membership.objects.of(self.request.user).present())
        known = {membership.administration_id: membership for membership in memberships}
        context = {
            "form": form,
            "find": FindForm(self.request.GET or None),
            "sought": sought,
            "results": [(administration, known.get(administration.pk)) for administration in found[:SHOWN]],
            "too_many": len(found) > SHOWN,
            "memberships": memberships,
            "refusal": acting_refusal(self.request.user),
            "proposed": [],
            "doubtful": False,
            **more,
        }
        return self.render_to_response(self.get_context_data(**context), status=status)
