"""Doors: half-open intervals, extensions with a reason."""

from datetime import datetime, timedelta

import pytest

from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.promotions.models.calendar import Window
from eig.promotions.workflow.calendar import extend_window, note_calendar
from tests.factories.promotions import WindowFactory

pytestmark = pytest.mark.django_db
LATER = datetime(2020, 3, 6, 17, tzinfo=PARIS)


@pytest.fixture
def window(db):
    return WindowFactory()


def test_the_opening_second_is_inside_and_the_closing_one_outside(window):
    second = timedelta(seconds=1)
    assert window.is_open(window.opens_at)
    assert not window.is_open(window.opens_at - second)
    assert window.is_open(window.closes_at - second)
    assert not window.is_open(window.closes_at)
    assert list(Window.objects.open(window.closes_at - second)) == [window]
    assert not Window.objects.open(window.closes_at)


def test_an_extension_moves_the_door_and_is_written_down(window, coordination, at):
    extend_window(window, closes_at=LATER, by=coordination, at=at, reason="Deux ministères l’ont demandé")
    assert Window.objects.get().closes_at == window.closes_at == LATER
    line = Entry.objects.about(window.promotion).get()
    assert (line.verb, line.actor, line.at) == ("extend_window", coordination, at)
    assert "vendredi 28 février 2020 à 17 h 00" in line.note.replace("\xa0", " ")
    assert "vendredi 6 mars 2020 à 17 h 00" in line.note.replace("\xa0", " ")
    assert "Deux ministères" in line.note


def test_a_closed_door_may_be_opened_again(window, coordination):
    extend_window(window, closes_at=LATER, by=coordination, at=window.closes_at + timedelta(days=1), reason="Oubli")
    assert window.is_open(window.closes_at - timedelta(days=1))


@pytest.mark.parametrize(
    ("closes_at", "sentence"),
    [
        (datetime(2020, 2, 28, 17, tzinfo=PARIS), "plus tard"),
        (datetime(2020, 2, 20, 17, tzinfo=PARIS), "plus tard"),
        (datetime(2020, 2, 4, 10, tzinfo=PARIS), "déjà passée"),
    ],
)
def test_an_extension_is_later_than_now_and_than_before(window, coordination, at, closes_at, sentence):
    with pytest.raises(StepRefused, match=sentence):
        extend_window(window, closes_at=closes_at, by=coordination, at=at, reason="Erreur")
    assert not Entry.objects.about(window.promotion).exists()


def test_nothing_changed_by_hand_writes_nothing(window, coordination, at):
    note_calendar(window.promotion, [], by=coordination, at=at)
    assert not Entry.objects.about(window.promotion).exists()
