"""An interview as a calendar entry: the same one however often it is downloaded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from candidates.hearings.models.interviews import Interview
from eig.common.agenda import Meeting, ics_response
from eig.notifications.letters import absolute


def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own interview, for any calendar."""
    interview = get_object_or_404(Interview.objects.with_names().of(request.user), pk=pk)
    return ics_response([_meeting(interview)], f"audition-{interview.pk}")


def _meeting(interview: Interview) -> Meeting:
    hearing = interview.hearing
    return Meeting(
        key=f"audition-{interview.pk}",
        title=f"Audition : {interview.position.challenge} ({interview.application.promotion})",
        starts_at=hearing.starts_at,
        ends_at=hearing.ends_at,
        stamp=interview.booked_at,
        place=hearing.jury.place,
        url=absolute(interview.application.get_absolute_url()),
        sequence=hearing.sequence + interview.sequence,
    )
