"""Calendar entries that any agenda reads: the same identifier whatever happens, a sequence that grows at each move."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

PRODUCT = f"-//{settings.SITE_NAME}//Auditions//FR"


@dataclass(frozen=True)
class Meeting:
    """One entry: ``key`` identifies it for ever, ``sequence`` counts its moves, ``stamp`` is when it was last written.

    ``cancelled`` takes it out of the agendas that hold it.
    """

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    stamp: datetime
    place: str = ""
    url: str = ""
    text: str = ""
    sequence: int = 0
    cancelled: bool = False


def ics(meetings: Iterable[Meeting]) -> str:
    """The text of a calendar; a cancellation when every entry is cancelled."""
    rows = list(meetings)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if rows and all(row.cancelled for row in rows) else "PUBLISH")
    for row in rows:
        calendar.add_component(_event(row))
    return calendar.to_ical().decode()


def ics_response(meetings: Iterable[Meeting], name: str) -> HttpResponse:
    """A calendar to download, that no cache keeps."""
    response = HttpResponse(ics(meetings), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def site_name() -> str:
    """The host of the site, without its port."""
    return settings.SITE_URL.partition("://")[2].partition(":")[0].rstrip("/") or "localhost"


def _event(row: Meeting) -> Event:
    event = Event()
    event.add("uid", f"{row.key}@{site_name()}")
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    event.add("dtstamp", row.stamp)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("summary", row.title)
    for name, value in (("location", row.place), ("url", row.url), ("description", row.text)):
        if value:
            event.add(name, value)
    return event
