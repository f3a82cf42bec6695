"""Beginning again from a challenge of an earlier promotion."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from challenges.administrations.models.administrations import Administration
from challenges.proposal.forms.reuse import ReuseForm
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.workflow import reuse as reuse_workflow
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.vocabulary import SiteText
from eig.promotions.models.programmes import Promotion
from eig.promotions.states import WindowKind


@require_http_methods(["GET", "POST"])
def reuse(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose the call, get a draft, and be told what could not be taken over."""
    source = get_object_or_404(Challenge.objects.visible_to(request.user).with_file(), pk=pk)
    administrations = Administration.objects.of(request.user)
    promotions = Promotion.objects.with_open(WindowKind.CALL_FOR_PROJECTS, request.at).exclude(pk=source.promotion_id)
    if not (administrations and promotions):
        closed = SiteText(
            "Aucun autre appel à projets n’est ouvert : ce {challenge} ne peut pas être repris maintenant."
        )
        messages.warning(request, source.promotion.said(closed))
        return redirect("challenges:file", pk=pk)
    chosen = {"administration": source.administration}
    form = ReuseForm(request.POST or None, administrations=administrations, promotions=promotions, initial=chosen)
    if request.method == "POST" and form.is_valid():
        with attempt(form):
            return _reused(request, source, form)
    context = {"form": form, "challenge": source}
    return render(request, "challenges/reuse.html", context, status=422 if form.is_bound else 200)


def _reused(request: AuthenticatedRequest, source: Challenge, form: ReuseForm) -> HttpResponse:
    draft, left = reuse_workflow.reuse(source, **form.cleaned_data, by=request.user, at=request.at)
    messages.success(request, f"« {draft.title} » est repris dans un nouveau brouillon. Relisez chaque partie.")
    if left:
        messages.warning(request, f"N’ont pas pu être repris : {' ; '.join(left)}.")
    return redirect("challenges:file", pk=draft.pk)
