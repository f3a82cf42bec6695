"""What the person at the terminal reads."""

import pytest

from eig.commands.console import Step, shaped, table
from eig.commands.processes import Interrupted


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0 s"), (9.94, "9.9 s"), (12.4, "12 s"), (59.4, "59 s"), (60, "1 min 00 s"), (754, "12 min 34 s")],
)
def test_durations(seconds, text):
    assert shaped(seconds) == text


def test_a_table_is_aligned():
    assert table([("lint", "0.1 s", "ok"), ("format", "12 s", "FAILED")]) == (
        "lint    0.1 s  ok\nformat  12 s   FAILED"
    )


def test_a_step_says_how_it_ended(capsys):
    with Step("Works") as step:
        step.note = "18.6"
    with pytest.raises(ValueError, match="no"), Step("Fails"):
        raise ValueError("no")
    printed = capsys.readouterr().out
    assert "✓ Works (18.6)" in printed
    assert "✗ Fails" in printed


def test_a_step_that_someone_stopped_has_neither_worked_nor_failed(capsys):
    with pytest.raises(Interrupted), Step("Stopped"):
        raise Interrupted
    printed = capsys.readouterr().out
    assert "✓" not in printed
    assert "✗" not in printed
