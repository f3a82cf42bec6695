"""« Voir comme »: a member of the coordination sees the site as another person, to help them; nothing can be done.

Whatever a page writes while it is being shown is undone. Only the addresses listed in ``eig.home.seen`` are shown:
the account, what jurors write, what EIG confide and any page added later stay closed.
"""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.dateparse import parse_datetime

from eig.accounts.models import User
from eig.accounts.requests import AuthenticatedRequest, authenticated
from eig.common.flow import StepRefused
from eig.common.requests import Request
from eig.home.seen import SEEN
from eig.journal.steps import record

KEY = "seeing_as"
LASTS = timedelta(minutes=30)
NOWHERE = ""
SAFE = ("GET", "HEAD", "OPTIONS")
READ_ONLY = "Vous voyez le site comme une autre personne : rien ne peut être fait en son nom."
PRIVATE = "Cette page contient ce que seule cette personne peut lire : elle reste fermée pendant « voir comme »."


def seeing_refusal(by: User, person: User) -> str:
    """Why the site cannot be seen as a person; empty when it can."""
    if not (by.is_active and by.is_staff and by.has_perm("accounts.impersonate_user")):
        return "Voir le site comme une autre personne demande un droit que vous n’avez pas."
    if person.is_staff or person.is_superuser:
        return "On ne voit pas le site comme un membre de l’équipe."
    return "" if person.is_active else "Ce compte est désactivé : il ne voit rien."


def begin(request: AuthenticatedRequest, person: User, reason: str) -> None:
    """See the site as a person from the next page on, for half an hour at most.

    Raises ``StepRefused`` without a reason, and for whoever ``seeing_refusal`` names.
    """
    if refusal := seeing_refusal(request.user, person) or ("" if reason.strip() else "Dites pourquoi."):
        raise StepRefused(refusal)
    record(person, "see_as", "Site vu comme cette personne", by=request.user, at=request.at, note=reason.strip())
    request.session[KEY] = {"person": person.pk, "until": (request.at + LASTS).isoformat()}


def end(request: AuthenticatedRequest) -> User | None:
    """Be oneself again; returns the person whose eyes were borrowed, if any."""
    if not request.session.pop(KEY, None) or request.user.seen_by is None:
        return None
    record(request.user, "see_as_end", "Fin de « voir comme »", by=request.user.seen_by, at=request.at)
    return request.user


class SeeingMiddleware:
    """Lend a person's eyes to the member of the coordination who asked, and let nothing be written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        person = self._person(request)
        if person is None:
            return self.get_response(request)
        person.seen_by, request.user = authenticated(request).user, person
        structlog.contextvars.bind_contextvars(seen_by=person.seen_by.pk)
        if request.path == reverse("see_as_end"):
            return self.get_response(request)
        if refusal := _closed_because(request):
            return _refuse(request, refusal)
        with transaction.atomic():
            response = self.get_response(request)
            transaction.set_rollback(True)
        return response

    def _person(self, request: Request) -> User | None:
        """The person to be for this request; a right withdrawn or half an hour gone by ends it."""
        wanted = request.session.get(KEY)
        if not wanted or not request.user.is_authenticated:
            return None
        until: datetime | None = parse_datetime(wanted["until"])
        person = User.objects.filter(pk=wanted["person"]).first()
        me = authenticated(request).user
        if person is None or until is None or request.at >= until or seeing_refusal(me, person):
            del request.session[KEY]
            return None
        return person


def _closed_because(request: HttpRequest) -> str:
    if request.method not in SAFE:
        return READ_ONLY
    return "" if _leads_to(request) in (*SEEN, NOWHERE) else PRIVATE


def _leads_to(request: HttpRequest) -> str:
    """The name of the address that was asked for; ``NOWHERE`` when the site has none such."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return NOWHERE


def _refuse(request: HttpRequest, refusal: str) -> HttpResponse:
    return render(request, "home/seeing_refused.html", {"refusal": refusal}, status=403)
