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
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt

AGREED = "La fiche est validée. La coordination est prévenue ; elle la publiera au catalogue."
REMARKED = (
    "Vos propositions sont envoyées à la coordination. Elle reprendra la fiche, puis vous la montrera de nouveau."
)


@require_http_methods(["GET", "POST"])
def sheet(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Read the page; while the coordination asks, agree or say what to change."""
    rows = sheets_of(request.user).select_related("validation", "administration")
    challenge = get_object_or_404(rows, pk=pk)
    if not framing.can_read_sheet(request.user, challenge):
        return redirect("challenges:file", pk=pk)
    form = RemarkForm(request.POST if request.POST.get("act") == "remark" else None)
    if request.method == "POST":
        if not framing.can_validate(request.user, challenge):
            raise PermissionDenied
        if done := _answer(request, challenge, form):
            messages.success(request, done)
            return redirect("challenges:file", pk=pk)
    context = {
        **public_sheet(request, challenge),
        "form": form,
        "validation": validation_of(challenge),
        "status": validation_status(challenge),
        "tone": validation_tone(challenge),
        "may_answer": framing.can_validate(request.user, challenge),
    }
    return render(request, "challenges/sheet.html", context, status=422 if form.errors else 200)


def _answer(request: AuthenticatedRequest, challenge: Challenge, form: RemarkForm) -> str:
    """What to say once the answer is recorded; nothing when something is to be corrected first."""
    with attempt(form):
        if request.POST.get("act") == "agree":
            framing_workflow.agree_sheet(challenge, by=request.user, at=request.at)
            return AGREED
        if form.is_valid():
            framing_workflow.remark_sheet(challenge, **form.cleaned_data, by=request.user, at=request.at)
            return REMARKED
    return ""
