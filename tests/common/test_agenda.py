"""Calendar entries: one identifier for ever, a sequence that grows, a cancellation that agendas understand."""

from datetime import datetime, timedelta

from icalendar import Calendar

from eig.common.agenda import Meeting, ics, ics_response
from eig.common.clock import PARIS

START = datetime(2020, 3, 24, 10, 30, tzinfo=PARIS)


def meeting(**changes):
    values = {
        "key": "jury-3",
        "title": "Jury 3 (EIG 4)",
        "starts_at": START,
        "ends_at": START + timedelta(minutes=40),
        "stamp": START - timedelta(days=7),
        "place": "Salle A, 20 avenue de Ségur",
    } | changes
    return Meeting(**values)


def event(*meetings):
    calendar = Calendar.from_ical(ics(meetings))
    return calendar, calendar.walk("VEVENT")[0]


def test_an_entry_says_when_and_where():
    calendar, found = event(meeting())
    assert (calendar["METHOD"], found["STATUS"], found["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 0)
    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (START, START + timedelta(minutes=40))
    assert found["LOCATION"] == "Salle A, 20 avenue de Ségur"
    assert "DESCRIPTION" not in found


def test_a_move_is_the_same_entry_with_a_higher_sequence(settings):
    settings.SITE_URL = "https://eig.example:8000"
    _, before = event(meeting())
    _, after = event(meeting(starts_at=START + timedelta(days=1), sequence=1))
    assert before["UID"] == after["UID"] == "jury-3@eig.example"
    assert after["SEQUENCE"] == 1


def test_a_cancellation_is_understood():
    calendar, found = event(meeting(cancelled=True, sequence=2))
    assert (calendar["METHOD"], found["STATUS"]) == ("CANCEL", "CANCELLED")
    calendar, _ = event(meeting(cancelled=True), meeting(key="jury-4"))
    assert calendar["METHOD"] == "PUBLISH"


def test_no_cache_keeps_it():
    response = ics_response([meeting()], "jurys")
    assert response["Content-Type"].startswith("text/calendar")
    assert response["Cache-Control"] == "private, no-store"
