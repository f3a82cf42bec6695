"""Which browser the tests are given."""

import pytest

from eig.commands import browser
from eig.commands.browser import LIGHT, Browser
from eig.commands.console import Refusal
from eig.commands.environment import Environment
from eig.commands.places import ROOT


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine that has some browsers, on which nothing can be installed."""
    monkeypatch.delenv("CHROMIUM", raising=False)

    def having(*names):
        for name in names:
            program = tmp_path / name
            program.write_text("#!/bin/sh\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path

    def refuse(environment, step):
        raise Refusal("Nothing can be installed here.")

    monkeypatch.setattr(browser, "installed", refuse)
    monkeypatch.setattr(browser, "driver_runs", lambda *given: True)
    return having


def obtained():
    found = browser.obtain(Environment(ROOT / "nowhere"))
    return found and found.program


def test_the_light_one_comes_first(machine):
    folder = machine("chromium", LIGHT)
    assert obtained() == str(folder / LIGHT)


def test_a_whole_one_serves_where_no_light_one_can_be_had(machine):
    folder = machine("chromium")
    assert obtained() == str(folder / "chromium")


def test_a_light_one_is_installed_beside_a_whole_one(machine, monkeypatch):
    folder = machine("chromium")
    monkeypatch.setattr(browser, "installed", lambda environment, step: Browser(str(folder / LIGHT)))
    assert obtained() == str(folder / LIGHT)


def test_the_one_asked_for_is_taken_as_it_is(machine, monkeypatch):
    folder = machine("chromium", LIGHT, "mine")
    monkeypatch.setenv("CHROMIUM", str(folder / "mine"))
    assert obtained() == str(folder / "mine")


def test_none_at_all_is_said(machine, capsys):
    machine()
    assert obtained() is None
    assert "Nothing can be installed here." in capsys.readouterr().out
