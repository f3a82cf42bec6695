"""« / »: for everyone what is open, for someone signed in what awaits them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render

from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.requests import Request
from eig.home.doors import doors
from eig.home.figures import latest_challenges, programme_figures
from eig.home.hero import hero
from eig.home.spaces import spaces
from eig.home.todo import awaiting

LATEST = 3


@login_not_required
def home(request: Request) -> HttpResponse:
    """The page at « / »: « Ma page » for someone signed in, else the public home page."""
    return mine(authenticated(request)) if request.user.is_authenticated else public(request)


def public(request: Request) -> HttpResponse:
    """What is open, until when, for whom; the programme in figures; the latest challenges; how it works."""
    found = doors(request.at)
    context = {
        "doors": found,
        "hero": hero(found),
        "figures": programme_figures(),
        "latest": latest_challenges(LATEST),
    }
    return render(request, "home/home.html", context)


def mine(request: AuthenticatedRequest) -> HttpResponse:
    """« Ma page »: what I am to do, what others are, what is open, my parts of the site."""
    todos, waiting = awaiting(request.user, request.at)
    context = {"doors": doors(request.at), "todos": todos, "waiting": waiting, "spaces": spaces(request.user)}
    return render(request, "home/mine.html", context)
