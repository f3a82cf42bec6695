"""The juror's desk."""

from django.http import HttpResponse
from django.shortcuts import render

from eig.accounts.requests import AuthenticatedRequest
from eig.juries import desk
from eig.juries.models.juries import JurySeat


def jury_desk(request: AuthenticatedRequest) -> HttpResponse:
    """My hearings, what is expected next, and how far I am."""
    days = desk.half_days(request.user, request.at)
    invitations = JurySeat.objects.invited().at_hand(request.user)
    done = any(day.begun and day.expected for day in days)
    context = {"days": days, "next": desk.next_act(days), "thanks": done, "invitations": invitations}
    return render(request, "juries/desk.html", context)
