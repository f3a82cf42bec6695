"""« Voir comme »: the page that asks why, and the way out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from eig.accounts.models import User
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.home import seeing
from eig.home.forms import SeeingForm


@require_http_methods(["GET", "POST"])
def begin(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """GET says what « Voir comme » is and asks for a reason; POST starts it, on the person's own first page."""
    if not request.user.has_perm("accounts.impersonate_user"):
        raise PermissionDenied
    person = get_object_or_404(User, pk=pk)
    refusal = seeing.seeing_refusal(request.user, person)
    form = SeeingForm(request.POST or None)
    if request.method == "POST" and not refusal and form.is_valid():
        with attempt(form, "reason"):
            seeing.begin(request, person, form.cleaned_data["reason"])
            return redirect("home")
    status = 422 if form.is_bound else 200
    return render(request, "home/see_as.html", {"person": person, "refusal": refusal, "form": form}, status=status)


@require_POST
def end(request: AuthenticatedRequest) -> HttpResponse:
    """Stop seeing the site as a person, and go to that person's page in the admin."""
    person = seeing.end(request)
    if person is None:
        return redirect("home")
    messages.success(request, f"Vous ne voyez plus le site comme {person}.")
    return redirect("admin:accounts_user_change", person.pk)
