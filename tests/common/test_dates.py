"""French sentences for instants."""

from datetime import UTC, datetime, timedelta

import pytest

from eig.common import dates
from eig.common.clock import PARIS

CLOSING = datetime(2020, 2, 28, 16, 0, tzinfo=UTC)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_an_instant_is_said_in_paris_with_day_hour_and_zone():
    assert spaced(dates.full_instant(CLOSING)) == "vendredi 28 février 2020 à 17 h 00, heure de Paris"
    assert spaced(dates.short_instant(CLOSING)) == "28 février 2020 à 17 h 00"


def test_the_first_of_the_month_and_plain_dates():
    assert spaced(dates.long_day(datetime(2020, 3, 1, 12, tzinfo=PARIS))) == "dimanche 1er mars 2020"
    assert spaced(dates.short_day(CLOSING.date())) == "28 février 2020"
    assert dates.month(CLOSING) == "février 2020"


def test_numbers_never_part_from_their_unit():
    assert "28\u00a0février" in dates.short_day(CLOSING)
    assert dates.clock_time(CLOSING) == "17\u00a0h\u00a000"


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(days=3, hours=2), "dans 3 jours"),
        (timedelta(hours=47), "dans 47 heures"),
        (timedelta(hours=1, minutes=59), "dans 1 heure"),
        (timedelta(minutes=20), "dans 20 minutes"),
        (timedelta(seconds=30), "dans moins d’une minute"),
        (-timedelta(minutes=1), "il y a 1 minute"),
        (-timedelta(days=2), "il y a 2 jours"),
    ],
)
def test_how_long_is_left(gap, said):
    assert spaced(dates.remaining(CLOSING + gap, CLOSING)) == said


def test_days_left_are_those_of_the_calendar_across_the_change_of_hour():
    before = datetime(2020, 3, 27, 23, 30, tzinfo=PARIS)
    assert spaced(dates.remaining(datetime(2020, 3, 30, 0, 15, tzinfo=PARIS), before)) == "dans 3 jours"


def test_near_is_ahead_and_within_two_weeks():
    assert dates.is_near(CLOSING, CLOSING - timedelta(days=14))
    assert not dates.is_near(CLOSING, CLOSING - timedelta(days=15))
    assert not dates.is_near(CLOSING, CLOSING + timedelta(seconds=1))
