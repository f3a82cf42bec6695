"""The juror's desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eig.home import desk


def jury_desk(request: HttpRequest) -> HttpResponse:
    """My hearings, what is expected next, and how far I am."""
    days = desk.half_days(request.user, request.at)
    context = {"days": days, "next": desk.next_line(days), "reading": desk.next_reading(days)}
    return render(request, "juries/desk.html", context)
