"""Saves that a script makes while someone types: a sentence as the answer instead of a page."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, JsonResponse

from eig.common.dates import clock_time

HEADER = "X-Quiet-Save"


def is_quiet(request: HttpRequest) -> bool:
    """Whether a script is saving: it wants to know, not to be led anywhere."""
    return HEADER in request.headers


def leaves(request: HttpRequest) -> bool:
    """Whether the person pressed the button: the script will lead them to the next page."""
    return request.headers.get(HEADER) == "leave"


def saved(at: datetime, leads_to: str = "", stamp: str = "") -> JsonResponse:
    """Done: « Enregistré à 14 h 02 », where the button would have led, and the new age of what is stored."""
    return JsonResponse({"said": f"Enregistré à {clock_time(at)}", "next": leads_to, "stamp": stamp})


def refused(sentence: str, status: int) -> JsonResponse:
    """Not done, and why."""
    return JsonResponse({"said": sentence}, status=status)


def first_error(form: Any) -> str:
    """The first thing to correct in a form, or in the blocks of a page, as a sentence."""
    blocks = getattr(form, "forms", [form])
    return next(str(error) for block in blocks for errors in block.errors.values() for error in errors)


def stamp_of(at: datetime | None) -> str:
    """The age of what is stored, for a script to compare; empty when nothing is."""
    return at.astimezone(UTC).isoformat() if at else ""
