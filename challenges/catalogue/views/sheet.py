"""The public page as it will be, shown to the administration before anyone else."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from challenges.catalogue import rules as framing
from challenges.catalogue.forms import RemarkForm
from challenges.catalogue.models.catalogue import sheets_of
from challenges.catalogue.models.validations import validation_of, validation_status, validation_tone
from challenges.catalogue.views.detail import public_sheet
from challenges.catalogue.workflow import framing as framing_workflow
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import is_author
from eig.accounts.requests import AuthenticatedRequest
from eig.common.flow import StepRefused
from eig.common.keeping.local import kept_here

AGREED = "La fiche est validée. La coordination est prévenue ; elle la publiera au catalogue."
REMARKED = (
    "Vos propositions sont envoyées à la coordination. Elle reprendra la fiche, puis vous la montrera de nouveau."
)


@require_http_methods(["GET", "POST"])
def sheet(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Read the page; while the coordination asks, agree or say what to change."""
    challenge = _fetched(request, pk)
    if not framing.can_read_sheet(request.user, challenge):
        return redirect("challenges:file", pk=pk)
    form = RemarkForm(request.POST if request.POST.get("act") == "remark" else None)
    refusal = ""
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        try:
            messages.success(request, _answer(request, challenge, form))
            return redirect("challenges:file", pk=pk)
        except StepRefused as refused:
            challenge, refusal = _fetched(request, pk), str(refused)
    context = {
        **public_sheet(request, challenge),
        "title": f"Fiche de {challenge.title}",
        "form": form,
        "keeper": kept_here(request, refusal=refusal, typed=form.is_bound),
        "validation": validation_of(challenge),
        "status": validation_status(challenge),
        "tone": validation_tone(challenge),
        "may_answer": framing.can_validate(request.user, challenge),
    }
    return render(request, "challenges/sheet.html", context, status=409 if refusal else 422 if form.errors else 200)


def _fetched(request: AuthenticatedRequest, pk: int) -> Challenge:
    rows = sheets_of(request.user).select_related("validation", "administration")
    return get_object_or_404(rows, pk=pk)


def _answer(request: AuthenticatedRequest, challenge: Challenge, form: RemarkForm) -> str:
    """Record an author's answer; what to say of it. Raises ``StepRefused``."""
    if not is_author(request.user, challenge):
        raise PermissionDenied
    version = request.POST.get("version", "")
    if form.is_bound:
        remark = form.cleaned_data["remark"]
        framing_workflow.remark_sheet(challenge, remark=remark, version=version, by=request.user, at=request.at)
        return REMARKED
    framing_workflow.agree_sheet(challenge, version=version, by=request.user, at=request.at)
    return AGREED
