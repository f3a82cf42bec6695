"""The candidate's own pages: their applications, one application, its receipt."""

from datetime import datetime
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from candidates.application import rules
from candidates.application.models.applications import Application
from candidates.application.telling import LINES, Reader, passages, wished
from candidates.application.views.summary import journey, tasks
from candidates.application.workflow import drafting
from candidates.hearings.models.interviews import Interview
from candidates.selection.models.offers import Offer
from eig.accounts.requests import AuthenticatedRequest
from eig.common.attempts import attempt
from eig.common.dates import full_instant
from eig.files.models import StoredFile
from eig.files.views import serve
from eig.promotions.models.programmes import Promotion


def mine(request: AuthenticatedRequest) -> HttpResponse:
    """One's applications, and the calls that one may answer; ``?poste=`` comes from a challenge."""
    wanted = rules.wanted(request.GET.get("poste", ""))
    applications = list(Application.objects.of(request.user).prefetch_related("promotion__windows"))
    draft = next(
        (
            application
            for application in applications
            if wanted and application.promotion_id == wanted.challenge.promotion_id
        ),
        None,
    )
    if wanted and draft and rules.can_wish(request.user, draft, request.at):
        return redirect(f"{draft.get_absolute_url()}voeux/?poste={wanted.pk}")
    begun = {application.promotion_id for application in applications}
    promotions = Promotion.objects.current().exclude(pk__in=begun).prefetch_related("windows")
    context = {
        "applications": [
            {"application": application, "door": rules.door(application.promotion)} for application in applications
        ],
        "calls": [call for promotion in promotions if (call := _call(promotion, request.at))],
        "wanted": wanted,
    }
    return render(request, "candidates/mine.html", context)


@require_POST
def start(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin an application, or go back to the one that exists."""
    promotion = get_object_or_404(Promotion.objects.current(), pk=pk)
    with attempt(request):
        application = drafting.start(promotion, by=request.user, at=request.at)
        wanted = request.POST.get("poste", "")
        suffix = f"voeux/?poste={wanted}" if wanted.isdecimal() and not promotion.ranks_later else ""
        return redirect(application.get_absolute_url() + suffix)
    return redirect("candidates:mine")


def application(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Where an application stands: the list of its sections while it is a draft, then its steps."""
    application = get_object_or_404(Application.objects.of(request.user).with_content(), pk=pk)
    lacks = rules.missing(application) if application.is_draft else []
    offers = list(Offer.objects.of(request.user).with_names().filter(application=application).order_by("-made_at"))
    context = {
        "application": application,
        "door": rules.door(application.promotion),
        "open": rules.is_open(application.promotion, request.at),
        "missing": lacks,
        "tasks": tasks(application, lacks) if application.is_draft else [],
        "kept": application.submissions.last() if application.is_draft else None,
        "steps": journey(application),
        "wish_door": rules.wish_door(application.promotion),
        "can_rank": rules.can_rank(request.user, application, request.at),
        "unranked": list(rules.missing_wishes(application)),
        "can_reopen": rules.can_reopen(request.user, application, request.at),
        "can_withdraw": rules.can_withdraw(request.user, application),
        "interviews": Interview.objects.active().with_names().filter(application=application),
        "awaited": [offer for offer in offers if offer.is_open],
        "answered": [offer for offer in offers if not offer.is_open],
    }
    return render(request, "candidates/application.html", context)


def read(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole application, as it is read by those who examine it."""
    application = get_object_or_404(Application.objects.of(request.user).with_content(), pk=pk)
    return render(
        request,
        "candidates/read.html",
        {"application": application, "passages": passages(application, Reader.CANDIDATE)},
    )


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of a submission: number and server's time, to print."""
    application = get_object_or_404(
        Application.objects.of(request.user).with_content().exclude(submitted_at=None), pk=pk
    )
    lines = [
        ("Promotion", application.promotion.name),
        ("Candidature nº", str(application.number)),
        ("Déposée par", str(application.user)),
        ("Reçue le", full_instant(cast("datetime", application.submitted_at))),
        (LINES["cv"].label, application.cv.name if application.cv else LINES["cv"].empty),
        *wished(application),
    ]
    context = {"application": application, "lines": lines, "door": rules.door(application.promotion)}
    return render(request, "candidates/receipt.html", context)


def cv(request: AuthenticatedRequest, pk: int) -> FileResponse:
    """The CV: to its author, to the staff once submitted, to the jurors who hear the person."""
    readable = Application.objects.readable_by(request.user).select_related("promotion")
    application = get_object_or_404(readable.exclude(cv=None), pk=pk)
    name = "" if rules.owns(request.user, application) else application.cv_name
    return serve(cast("StoredFile", application.cv), name)


def _call(promotion: Promotion, at: datetime) -> dict | None:
    door = rules.door(promotion)
    if door is None:
        return None
    return {"promotion": promotion, "door": door, "open": door.is_open(at), "ahead": at < door.opens_at}
