"""Reminder ladders: only the highest rung reached, never a stale one, both days of change of hour."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eig.common.clock import PARIS
from eig.notifications.ladder import Rung, reached, rung_key

RUNGS = (Rung("D-7", days=-7), Rung("D-3", days=-3), Rung("D-1", days=-1))
CLOSING = datetime(2020, 2, 28, 17, tzinfo=PARIS)


def when(month, day, hour=8, minute=0):
    return datetime(2020, month, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (when(2, 21, 7, 59), None),
        (when(2, 21, 8), "D-7"),
        (when(2, 23, 8), "D-7"),
        (when(2, 23, 8, 1), None),
        (when(2, 25, 8), "D-3"),
        (when(2, 27, 8), "D-1"),
        (when(2, 28, 16), "D-1"),
    ],
)
def test_only_the_highest_rung_reached(at, name):
    rung = reached(RUNGS, CLOSING, at)
    assert (rung and rung.name) == name


def test_a_rung_older_than_what_it_is_about_never_existed():
    assert reached(RUNGS, CLOSING, when(2, 21, 9), since=when(2, 21, 8, 30)) is None


def test_a_moved_deadline_starts_a_new_ladder():
    moved = CLOSING + timedelta(days=7)
    assert rung_key("draft", 91, CLOSING, RUNGS[0]) == "draft:91:2020-02-28T17:00:D-7"
    assert rung_key("draft", 91, moved, RUNGS[0]) != rung_key("draft", 91, CLOSING, RUNGS[0])


@pytest.mark.parametrize(
    "deadline", [datetime(2020, 3, 29, 12, tzinfo=PARIS), datetime(2020, 10, 25, 12, tzinfo=PARIS)]
)
def test_day_rungs_leave_at_eight_whatever_the_hour_changes(deadline):
    for rung in (*RUNGS, Rung("D", days=0), Rung("D+3", days=3)):
        assert rung.due_at(deadline).astimezone(PARIS).hour == 8


@given(st.lists(st.integers(0, 12 * 24 * 60), min_size=1, max_size=60))
def test_each_rung_is_reached_at_most_once_per_key_whenever_one_looks(minutes):
    start = when(2, 17)
    rungs = [reached(RUNGS, CLOSING, start + timedelta(minutes=offset)) for offset in sorted(minutes)]
    keys = [rung_key("draft", 1, CLOSING, rung) for rung in rungs if rung]
    assert keys == sorted(keys, key=lambda key: ["D-7", "D-3", "D-1"].index(key.rpartition(":")[2]))
