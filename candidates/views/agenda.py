"""An interview as a calendar entry: the same one however often it is downloaded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from icalendar import Calendar, Event

from candidates.models import Interview
from eig.notifications.letters import absolute

PRODUCT = "-//Entrepreneurs d’intérêt général//Auditions//FR"


def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own interview, for any calendar."""
    interview = get_object_or_404(Interview.objects.with_names().of(request.user), pk=pk)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(_event(interview, request))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audition-{interview.pk}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def _event(interview: Interview, request: HttpRequest) -> Event:
    hearing = interview.hearing
    event = Event()
    event.add("uid", f"audition-{interview.pk}@{request.get_host().partition(':')[0]}")
    event.add("summary", f"Audition : {interview.position.challenge} ({interview.application.promotion})")
    event.add("dtstart", hearing.starts_at)
    event.add("dtend", hearing.ends_at)
    event.add("dtstamp", interview.booked_at)
    event.add("location", hearing.jury.place)
    event.add("url", absolute(interview.application.get_absolute_url()))
    return event
