"""One holder per data folder, even after a brutal death."""

import os
import subprocess
import sys

import pytest

from eig.commands import instance
from eig.commands.instance import COMMAND, SITE, State
from eig.commands.places import Places


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path, tmp_path / "sockets")


@pytest.fixture
def lock(places):
    taken = instance.take(places)
    yield taken
    os.close(taken)


def test_a_second_holder_gets_nothing(places, lock):
    assert lock is not None
    assert instance.take(places) is None


def test_a_child_keeps_the_lock_of_a_dead_parent(places):
    lock = instance.take(places)
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[lock])
    os.close(lock)
    assert instance.take(places) is None
    child.communicate(b"\n")
    os.close(instance.take(places))


def test_the_site_that_is_up_is_found(places, lock):
    state = State(os.getpid(), SITE, "http://localhost:8000/", services_ready=True, environ={"A": "b"})
    instance.publish(places, state)
    assert instance.acquire(places, borrow=False) == state
    assert instance.acquire(places, borrow=True) == state


def test_a_command_lends_its_services_once_they_answer(places, lock):
    state = State(os.getpid(), COMMAND, services_ready=True)
    instance.publish(places, state)
    assert instance.acquire(places, borrow=True) == state


def test_what_is_published_is_for_us_alone(places):
    instance.publish(places, State(os.getpid(), SITE))
    assert (places.home / "instance.json").stat().st_mode & 0o077 == 0


def test_what_a_dead_holder_said_does_not_count(places):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    instance.publish(places, State(dead.pid, SITE))
    assert instance.holder(places) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"unknown": 1}'])
def test_an_unreadable_state_is_no_holder(places, text):
    (places.home / "instance.json").write_text(text)
    assert instance.holder(places) is None


def test_withdrawing_twice_is_no_error(places):
    instance.publish(places, State(os.getpid(), SITE))
    instance.withdraw(places)
    instance.withdraw(places)
    assert instance.holder(places) is None


def test_the_owner_waits_for_borrowers(places):
    waiting = (
        "from pathlib import Path; from eig.commands import instance; from eig.commands.places import Places; "
        f"h = Path({str(places.home)!r}); instance.wait_for_borrowers(Places(h, h))"
    )
    with instance.borrowing(places):
        owner = subprocess.Popen([sys.executable, "-c", waiting])
        with pytest.raises(subprocess.TimeoutExpired):
            owner.wait(0.5)
    assert owner.wait(10) == 0


def test_a_process_that_is_not_ours_is_alive():
    assert instance.alive(1)
