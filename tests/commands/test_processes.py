"""Processes that never outlive the one that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eig.commands.console import Refusal, Step
from eig.commands.processes import Child, finish, last_words, stop_all, wait_until, watch

HERE = Path(__file__).resolve().parent.parent.parent
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
PARENT_OF_TWO = """
import os, subprocess, sys, time
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(grandchild.pid, flush=True)
time.sleep(60)
"""


def child(tmp_path, code, **options):
    arguments = [sys.executable, "-c", code]
    return Child("sample", arguments, environ=os.environ, log=tmp_path / "log", cwd=tmp_path, **options)


def said(path: Path) -> str:
    """The first thing that a process wrote, waited for."""
    limit = time.monotonic() + 10
    while not path.read_text().strip():
        assert time.monotonic() < limit
        time.sleep(0.02)
    return path.read_text()


def gone(pid: int) -> bool:
    """Whether a process ends within seconds; a dead one that nobody buried counts as gone."""
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        try:
            if ") Z " in Path(f"/proc/{pid}/stat").read_text():
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_a_polite_child_is_stopped_by_its_signal(tmp_path):
    polite = child(tmp_path, "import time; time.sleep(60)")
    polite.stop()
    assert polite.process.returncode == -signal.SIGTERM


def test_a_stubborn_child_is_killed(tmp_path):
    stubborn = child(tmp_path, STUBBORN, patience=0.2)
    said(tmp_path / "log")
    stubborn.stop()
    assert stubborn.process.returncode == -signal.SIGKILL


def test_stopping_reaches_the_grandchildren(tmp_path):
    parent = child(tmp_path, PARENT_OF_TWO)
    grandchild = int(said(tmp_path / "log"))
    parent.stop()
    assert gone(grandchild)


def test_stopping_what_has_ended_is_no_error(tmp_path):
    ended = child(tmp_path, "")
    ended.process.wait()
    ended.stop()
    assert not ended.alive


def test_children_stop_in_the_reverse_order(tmp_path):
    order = []

    class Noted:
        def __init__(self, name):
            self.name = name

        def stop(self):
            order.append(self.name)

    stop_all([Noted("postgres"), Noted("valkey"), Noted("web")])
    assert order == ["web", "valkey", "postgres"]


def test_the_death_of_the_parent_is_the_end_of_the_child(tmp_path):
    starting = (
        "import os, sys, time; from pathlib import Path; from eig.commands.processes import Child; "
        f"c = Child('c', [sys.executable, '-c', 'import time; time.sleep(60)'], environ=os.environ, "
        f"log=Path({str(tmp_path)!r}) / 'log', cwd='/'); print(c.process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", starting], stdout=subprocess.PIPE, text=True, cwd=HERE)
    orphan = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(orphan)


def test_a_promise_kept_ends_the_wait(tmp_path):
    sample = child(tmp_path, "print('up', flush=True); import time; time.sleep(60)")
    with Step("sample") as step:
        wait_until(lambda: "up" in (tmp_path / "log").read_text(), sample, step, seconds=10)
    sample.stop()


def test_a_child_that_dies_is_quoted(tmp_path):
    broken = child(tmp_path, "import sys; sys.exit('the disk is full')")
    with pytest.raises(Refusal, match="the disk is full"), Step("sample") as step:
        wait_until(lambda: False, broken, step, seconds=10)


def test_a_child_that_never_answers_is_given_up(tmp_path):
    mute = child(tmp_path, "import time; time.sleep(60)")
    with pytest.raises(Refusal, match="does not answer"), Step("sample") as step:
        wait_until(lambda: False, mute, step, seconds=0.2)
    mute.stop()


def test_a_short_program_gives_what_it_prints(tmp_path):
    with Step("sample") as step:
        assert finish([sys.executable, "-c", "print('done')"], step, environ=os.environ, cwd=tmp_path) == "done\n"


def test_a_short_program_that_fails_is_quoted(tmp_path):
    failing = [sys.executable, "-c", "import sys; sys.exit('no room')"]
    with pytest.raises(Refusal, match=r"(?s)code 1.*no room"), Step("sample") as step:
        finish(failing, step, environ=os.environ, cwd=tmp_path)


def test_the_first_to_end_is_noticed(tmp_path):
    lasting = child(tmp_path, "import time; time.sleep(60)")
    brief = child(tmp_path, "print('that was all')")
    assert watch([lasting, brief]) is brief
    assert "that was all" in last_words(brief)
    lasting.stop()


def test_without_a_log_there_are_no_last_words(tmp_path):
    mute = Child("mute", [sys.executable, "-c", ""], environ=os.environ, cwd=tmp_path)
    mute.stop()
    assert last_words(mute) == ""
