"""The hearing of a challenge as a calendar entry."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from challenges.hearings.letters.scheduling import meeting
from challenges.proposal.models.challenges import Challenge
from eig.accounts.requests import AuthenticatedRequest
from eig.common.agenda import ics_response


@require_GET
def agenda(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The hearing as an agenda file, for those who may open the challenge; a 404 until an hour is given."""
    rows = Challenge.objects.visible_to(request.user).exclude(hearing=None)
    challenge = get_object_or_404(rows.select_related("promotion", "hearing__jury"), pk=pk)
    return ics_response([meeting(challenge, request.at)], f"audition-{challenge.pk}")
