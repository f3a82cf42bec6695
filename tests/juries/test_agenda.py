"""What letters put in the agendas of jurors, move, and take out."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from eig.common import clock as product_clock
from eig.common.flow import StepRefused
from eig.juries.workflow import moves, seats
from eig.notifications.delivery import build
from tests.factories.juries import MARCH_24, HearingFactory, JuryFactory

pytestmark = pytest.mark.django_db


def entry(letter):
    calendar = Calendar.from_ical(letter.calendar)
    return calendar["METHOD"], calendar.walk("VEVENT")[0]


@pytest.fixture
def jury():
    jury = JuryFactory(place="Salle A")
    HearingFactory(jury=jury, room="Salle A")
    return jury


def test_a_yes_enters_the_half_day_and_a_no_takes_it_out(jury, juror, at, letters):
    place = seats.invite(jury, email=juror.email, by=None, at=at)
    seats.accept(place, half_days=["2020-03-24 am"], by=juror, at=at)
    method, entered = entry(letters("juries/accepted")[0])
    assert method == "PUBLISH"
    assert entered.decoded("DTEND") == MARCH_24 + timedelta(minutes=70)
    seats.decline(place, by=juror, at=at)
    method, gone = entry(letters("juries/declined")[0])
    assert (method, gone["UID"]) == ("CANCEL", entered["UID"])
    assert gone["SEQUENCE"] > entered["SEQUENCE"]


def test_a_moved_jury_moves_in_agendas_and_its_hearings_change_rooms(jury, juror, coordination, at, letters):
    seats.seat(jury, juror, by=None, at=at)
    later = MARCH_24 - timedelta(minutes=30)
    moves.move(jury, meets_at=later, place="Salle B", by=coordination, at=at)
    moves.move(jury, meets_at=later, place="Salle B", by=coordination, at=at)
    [letter] = letters("juries/moved")
    assert "Salle A" in letter.text
    (_, before), (_, after) = entry(letters("juries/seated")[0]), entry(letter)
    assert (after["UID"], after["LOCATION"]) == (before["UID"], "Salle B")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert jury.hearings.get().room == "Salle B"


def test_a_jury_does_not_move_into_a_room_that_is_taken(jury, coordination, at):
    HearingFactory(room="salle b")
    with pytest.raises(StepRefused, match="sert déjà"):
        moves.move(jury, meets_at=jury.meets_at, place="Salle B", by=coordination, at=at)


def test_whoever_is_taken_out_is_told(jury, juror, at, letters):
    seats.seat(jury, juror, by=None, at=at)
    seats.unseat(jury, juror, by=None, at=at)
    assert entry(letters("juries/unseated")[0])[0] == "CANCEL"


def test_the_entry_travels_with_the_letter(jury, juror, at, letters):
    seats.seat(jury, juror, by=None, at=at)
    build(letters("juries/seated")[0]).send()
    [(name, content, kind)] = mail.outbox[-1].attachments
    assert (name, kind) == ("agenda.ics", "text/calendar")
    assert "BEGIN:VEVENT" in content


@pytest.mark.smoke
@pytest.mark.parametrize("count", [1, 5])
def test_all_one_s_half_days_at_one_address(client_for, juror, at, count, django_assert_num_queries):
    for number in range(count):
        jury = JuryFactory(candidates=True, meets_at=MARCH_24 + timedelta(days=number))
        seats.seat(jury, juror, by=None, at=at)
    with product_clock.moved_to(at):
        client = client_for(juror)
        client.get(reverse("juries:agenda"))
        with django_assert_num_queries(4):
            response = client.get(reverse("juries:agenda"))
    assert len(Calendar.from_ical(response.content).walk("VEVENT")) == count
