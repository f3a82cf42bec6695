"""The kit of a half-day: on line, and as one PDF to read without a network."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from challenges.hearings.kit import Asked, kit_pdf
from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.models.heard import files_read_by, standing_before
from challenges.proposal.models.challenges import Challenge
from challenges.review.models.questions import PreparedQuestion
from eig.accounts.requests import AuthenticatedRequest
from eig.common.pdf import pdf_response
from eig.juries import rules
from eig.juries.models.juries import Jury


@require_GET
def kit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What to read before the half-day: hours, files, presentations, questions, criteria."""
    jury = _jury(request, pk)
    if not rules.has_signed(request.user, jury):
        return redirect("juries:charter", pk=rules.seat_of(request.user, jury).pk)
    challenges = _challenges(request, jury)
    asked = _asked(request, challenges)
    context = {
        "jury": jury,
        "files": [(challenge, asked[challenge.pk]) for challenge in challenges],
        "criteria": rules.criteria(jury),
    }
    return render(request, "challenges/jury_kit.html", context)


@require_GET
def kit_download(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The kit of the half-day as one PDF."""
    jury = _jury(request, pk)
    if not rules.has_signed(request.user, jury):
        return redirect("juries:charter", pk=rules.seat_of(request.user, jury).pk)
    challenges = _challenges(request, jury)
    content = kit_pdf(jury, challenges, _asked(request, challenges), rules.criteria(jury))
    return pdf_response(content, f"{slugify(str(jury))}-{jury.meets_at:%Y-%m-%d}.pdf")


def _jury(request: HttpRequest, pk: int) -> Jury:
    return get_object_or_404(Jury.objects.hearing_challenges().of(request.user), pk=pk)


def _challenges(request: AuthenticatedRequest, jury: Jury) -> Sequence[Challenge]:
    """Those that this juror may open, in the order of the hearings."""
    rows = files_read_by(request.user).as_heard()
    return list(standing_before(jury, rows))


def _asked(request: HttpRequest, challenges: Sequence[Challenge]) -> dict[int, Asked]:
    """The questions of each challenge, with their answers: two queries."""
    found = {challenge.pk: Asked() for challenge in challenges}
    for prepared in PreparedQuestion.objects.sent().filter(challenge__in=challenges):
        found[prepared.challenge_id].prepared.append(prepared)
    for question in Clarification.objects.read_by(request.user).filter(challenge__in=challenges):
        found[question.challenge_id].jury.append(question)
    return found
