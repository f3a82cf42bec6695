"""One check-in: to fill, then to read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from eig.accounts.requests import AuthenticatedRequest
from eig.common import clock
from eig.common.attempts import attempt
from eig.common.keeping.local import kept_here
from eig.common.keeping.views import TAKE
from eig.questions.forms import texts_of
from mentoring.checkins.asking import answered, questions_of
from mentoring.checkins.forms import CheckInForm, both_texts, stored_in
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.rules import can_log
from mentoring.checkins.workflow.logging import log_checkin

DONE = "Votre point d’étape est enregistré. Merci !"
DONE_BLOCKED = "Votre point d’étape est enregistré. La coordination est prévenue du blocage."


def checkin(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The form for whoever is to fill it, the answers for whoever may read them."""
    checkin = _fetched(request, pk)
    if checkin is None:
        return _gone(request, pk)
    today = clock.today(request.at)
    may, ahead = can_log(request.user, checkin, today), today < checkin.opens_on
    form = _form(request, checkin) if may or request.method == "POST" else None
    if form and not may:
        return _too_late(request, checkin, form)
    if form and TAKE not in request.POST and form.is_valid():
        if _logged(request, checkin, form):
            return _done(request, checkin)
        if (now := _fetched(request, pk)) and now.logged:
            return _too_late(request, now, form)
    invalid = form is not None and form.is_bound and bool(form.errors)
    shown = {"form": None if ahead else form, "ahead": ahead}
    return _page(request, checkin, status=422 if invalid else 200, **shown)


def _fetched(request: AuthenticatedRequest, pk: int) -> CheckIn | None:
    today = clock.today(request.at)
    return CheckIn.objects.visible_to(request.user, today).with_people(today).filter(pk=pk).first()


def _form(request: AuthenticatedRequest, checkin: CheckIn) -> CheckInForm:
    return CheckInForm(request.POST or None, questions=questions_of(checkin))


def _gone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Whoever left since they opened the page reads nothing of it any more, but takes their own words with them."""
    if request.method != "POST":
        raise Http404
    rows = CheckIn.objects.once_owed_by(request.user).with_people(clock.today(request.at))
    checkin = get_object_or_404(rows, pk=pk)
    both = both_texts({}, _form(request, checkin))
    return _page(request, checkin, status=409, both=both, left=True)


def _too_late(request: AuthenticatedRequest, checkin: CheckIn, form: CheckInForm) -> HttpResponse:
    """The other mentor filled it meanwhile, or it is no longer this person's: both texts, and nothing is stored."""
    both = both_texts(stored_in(checkin), form)
    if not both and checkin.author == request.user:
        return _done(request, checkin)
    return _page(request, checkin, status=409, both=both)


def _done(request: AuthenticatedRequest, checkin: CheckIn) -> HttpResponse:
    messages.success(request, DONE_BLOCKED if checkin.blocked else DONE)
    return redirect("mentoring:mission", checkin.mission_id)


def _page(request: AuthenticatedRequest, checkin: CheckIn, *, status: int, **shown: Any) -> HttpResponse:
    context = {"form": None, "ahead": False, "both": [], "left": False, "keeper": kept_here(request), **shown}
    context |= {"checkin": checkin, "mission": checkin.mission, "title": f"Point d’étape {checkin.of_period}"}
    context["answers"] = answered(checkin) if checkin.logged and not context["left"] else []
    return render(request, "mentoring/checkin.html", context, status=status)


def _logged(request: AuthenticatedRequest, checkin: CheckIn, form: CheckInForm) -> bool:
    """Call the verb; a refusal goes on the form, so that what was typed stays in view."""
    with attempt(form):
        values = form.cleaned_data
        log_checkin(checkin, values, by=request.user, at=request.at, answers=texts_of(values))
        return True
    return False
