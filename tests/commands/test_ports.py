"""Where the site listens."""

import socket

import pytest

from eig.commands import ports
from eig.commands.console import Refusal

HERE = "127.0.0.1"


@pytest.fixture
def taken():
    """A port that someone listens on."""
    with socket.socket() as other:
        other.bind((HERE, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_listening_port_is_not_free(taken):
    assert not ports.free(HERE, taken)


def test_an_unused_port_is_free():
    assert ports.free(HERE, ports.any_free())


def test_without_port_nothing_is_asked():
    assert ports.wanted({}) is None
    assert ports.wanted({"PORT": " "}) is None


@pytest.mark.parametrize("text", ["0", "65536", "-1", "web", "80.5", "8 000", "٨٠"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(Refusal, match="is not a port"):
        ports.wanted({"PORT": text})


def test_a_taken_port_asked_for_is_said(taken):
    with pytest.raises(Refusal, match=f"Port {taken} .* is taken"):
        ports.choose({"PORT": str(taken)}, HERE)


def test_a_free_port_asked_for_is_given():
    port = ports.any_free()
    assert ports.choose({"PORT": str(port)}, HERE) == port


def test_a_taken_usual_port_gives_the_next_free_one(taken, monkeypatch):
    monkeypatch.setattr(ports, "USUAL", taken)
    assert taken < ports.choose({}, HERE) < taken + ports.TRIED


def test_no_free_port_is_said(taken, monkeypatch):
    monkeypatch.setattr(ports, "USUAL", taken)
    monkeypatch.setattr(ports, "TRIED", 1)
    with pytest.raises(Refusal, match="No port is free"):
        ports.choose({}, HERE)


def test_only_a_listener_answers(taken):
    assert ports.answering(HERE, taken)
    assert not ports.answering(HERE, ports.any_free())
