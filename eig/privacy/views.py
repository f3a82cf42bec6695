"""The register of personal data, to read, to print and to download."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eig.common import clock
from eig.common.csv import csv_response
from eig.common.requests import Request
from eig.home.views.pages import legal
from eig.privacy.register import HEADER, chapters, nobody, rows

READS = "accounts.view_register"


@require_safe
@permission_required(READS, raise_exception=True)
def register(request: Request) -> HttpResponse:
    """Every processing activity, with what is kept, why, who reads it and how long: no query of its own."""
    context = {"chapters": chapters(), "nobody": nobody(), "legal": legal(), "on": clock.today(request.at)}
    return render(request, "privacy/register.html", context)


@require_safe
@permission_required(READS, raise_exception=True)
def export(request: HttpRequest) -> HttpResponse:
    """The same, one row per column of the database, for a spreadsheet."""
    return csv_response("registre-donnees-personnelles.csv", HEADER, rows())
