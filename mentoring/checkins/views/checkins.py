"""One check-in: to fill, then to read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from eig.accounts.requests import AuthenticatedRequest
from eig.common import clock
from eig.common.attempts import attempt
from mentoring.checkins.forms import CheckInForm
from mentoring.checkins.models import CheckIn
from mentoring.checkins.rules import can_log
from mentoring.checkins.workflow import log_checkin

DONE = "Votre point d’étape est enregistré. Merci !"
DONE_BLOCKED = "Votre point d’étape est enregistré. La coordination est prévenue du blocage."


def checkin(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The form for whoever is to fill it, the answers for whoever may read them."""
    today = clock.today(request.at)
    rows = CheckIn.objects.visible_to(request.user).with_people(today)
    checkin = get_object_or_404(rows, pk=pk)
    form = CheckInForm(request.POST or None) if can_log(request.user, checkin, today) else None
    if request.method == "POST" and form and form.is_valid() and _logged(request, checkin, form):
        messages.success(request, DONE_BLOCKED if checkin.blocked else DONE)
        return redirect("mentoring:mission", checkin.mission_id)
    ahead = today < checkin.opens_on
    context = {"checkin": checkin, "mission": checkin.mission, "form": None if ahead else form, "ahead": ahead}
    invalid = form is not None and form.is_bound and bool(form.errors)
    return render(request, "mentoring/checkin.html", context, status=422 if invalid else 200)


def _logged(request: AuthenticatedRequest, checkin: CheckIn, form: CheckInForm) -> bool:
    """Call the verb; a refusal goes on the form, so that what was typed stays in view."""
    with attempt(form):
        log_checkin(checkin, form.cleaned_data, by=request.user, at=request.at)
        return True
    return False
