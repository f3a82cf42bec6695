"""The missions of a person, and one of them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from eig.accounts.requests import AuthenticatedRequest
from eig.common import clock
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.todo import owed
from mentoring.checkins.views.picture import Picture
from mentoring.missions import rules
from mentoring.missions.models.missions import Mission


def missions(request: AuthenticatedRequest) -> HttpResponse:
    """What is due, late first, then the missions: one's own, or all for the coordination."""
    today = clock.today(request.at)
    entries = CheckIn.objects.visible_to(request.user, today).late_first(today).with_signals().select_related("form")
    rows = Mission.objects.visible_to(request.user, today).with_team(today).with_entries(entries)
    cards = sorted((_card(mission, today) for mission in rows), key=lambda card: (-card["late"], card["key"]))
    context = {"cards": cards, "due": owed(request.user, request.at), "today": today}
    return render(request, "mentoring/missions.html", context | {"all": rules.reads_all(request.user)})


def mission(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Team, months and entries of one mission, as far as this person may read them."""
    today = clock.today(request.at)
    entries = CheckIn.objects.visible_to(request.user, today).late_first(today).with_signals().with_people(today)
    rows = Mission.objects.visible_to(request.user, today).with_team(today).with_entries(entries)
    mission = get_object_or_404(rows, pk=pk)
    logged = [entry for entry in mission.entries if entry.logged]
    context = {
        "mission": mission,
        "today": today,
        "due": [entry for entry in owed(request.user, request.at) if entry.mission_id == mission.pk],
        "logged": sorted(logged, key=lambda entry: entry.logged_at, reverse=True),
        "blocking": [entry for entry in logged if entry.blocking],
        "picture": Picture(mission, today),
        "all": rules.reads_all(request.user),
    }
    return render(request, "mentoring/mission.html", context)


def _card(mission: Mission, today) -> dict:
    """What a card says of a mission: late, blocked, next day expected."""
    expected = [entry for entry in mission.entries if not entry.logged]
    logged = [entry for entry in mission.entries if entry.logged]
    last = max(logged, key=lambda entry: entry.logged_at, default=None)
    ahead = [entry.due_on for entry in expected if entry.due_on >= today]
    return {
        "mission": mission,
        "key": mission.challenge.key,
        "late": sum(entry.due_on < today for entry in expected),
        "blocked": any(entry.blocking for entry in mission.entries),
        "last": last,
        "next_on": min(ahead, default=None),
    }
