"""What `./test` runs, and how it sums up."""

import os
import subprocess

import pytest

from eig.commands import suite
from eig.commands.browser import Browser, Private
from eig.commands.environment import Environment
from eig.commands.places import ROOT
from eig.commands.suite import Result, Suite, Task, lint

URLS = {"DATABASE_URL": "postgres://eig@/eig?host=/s", "REDIS_URL": "unix:///s/valkey.sock"}
GOOD, BAD = Result("lint", 1.0, "ok"), Result("types", 61.0, "FAILED (code 1)", good=False)


@pytest.fixture
def checked():
    return Suite(Environment(ROOT), dict(os.environ))


def test_a_reviewers_list_is_complete():
    assert [task.name for task in lint(URLS)] == [
        "lint", "format", "templates", "types", "security", "migrations", "deployment",
    ]  # fmt: skip


def test_deployment_is_checked_on_production_settings():
    deployment = lint(URLS)[-1]
    assert deployment.environ["DJANGO_SETTINGS_MODULE"] == "eig.settings.production"
    assert deployment.arguments[-3:] == ["--deploy", "--fail-level", "WARNING"]


def test_one_failure_is_enough_to_fail(checked, capsys):
    checked.results = [GOOD, BAD]
    assert checked.conclude() == 1
    assert "types  1 min 01 s  FAILED (code 1)" in capsys.readouterr().out


def test_a_green_list_is_green(checked, capsys):
    checked.results = [GOOD]
    assert checked.conclude() == 0
    assert "did NOT run" not in capsys.readouterr().out


@pytest.mark.parametrize(("required", "code"), [("", 0), ("0", 0), ("1", 1)])
def test_a_missing_browser_is_loud_and_fails_where_one_is_required(checked, capsys, monkeypatch, required, code):
    monkeypatch.setenv("REQUIRE_BROWSER", required)
    checked.results = [GOOD]
    checked.note_missing_browser()
    assert checked.conclude() == code
    assert ("FAILED (no browser)" if code else "The browser tests did NOT run") in capsys.readouterr().out


def test_tasks_run_and_are_noted(checked):
    checked.run(Task("sample", ["-c", "raise SystemExit(3)"]))
    checked.run(Task("fine", ["-c", ""]))
    assert [result.outcome for result in checked.results] == ["FAILED (code 3)", "ok"]


def test_the_browser_is_named_to_the_tests(monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/theirs")
    assert Browser("/usr/bin/chromium").environ == {"CHROMIUM": "/usr/bin/chromium", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    assert Browser("/usr/bin/chromium", "/ours").environ["LD_LIBRARY_PATH"] == "/ours:/theirs"


def test_a_private_browser_is_started_with_what_surrounds_it(tmp_path):
    private = Private(tmp_path / ".tools")
    for folder in ("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu/pulseaudio", "usr/lib/chromium"):
        (private.unpacked / folder).mkdir(parents=True)
    shell = private.unpacked / "usr/lib/chromium/chromium-headless-shell"
    shell.write_text("#!/bin/sh\necho $LD_LIBRARY_PATH $FONTCONFIG_FILE $1\n")
    shell.chmod(0o755)
    private.write_command()
    libraries, fonts, argument = subprocess.check_output([private.program, "--version"], text=True).split()
    assert [path.removeprefix(str(private.unpacked)) for path in libraries.split(":")] == [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu/pulseaudio",
    ]  # fmt: skip
    assert "Liberation Sans" in private.fonts_described().read_text()
    assert (fonts, argument) == (str(private.folder / "fonts.conf"), "--version")


class Noted(Suite):
    """Tasks are noted instead of run."""

    def run(self, task):
        self.results.append(Result(task.name, 1.0, "ok"))
        self.asked = [*getattr(self, "asked", []), task]


@pytest.fixture
def noted(monkeypatch, tmp_path):
    monkeypatch.setattr(suite.browser, "obtain", lambda environment: Browser("/usr/bin/chromium"))
    monkeypatch.setattr(suite.touched, "selected", lambda root: ["tests/architecture", "tests/juries"])
    return Noted(Environment(ROOT), URLS | {"TMPDIR": str(tmp_path)})


def test_everything_is_read_then_tested_on_two_cores(noted):
    suite.everything(noted)
    assert [result.name for result in noted.results] == [*[task.name for task in lint(URLS)], "tests", "words"]
    tests, words = noted.asked[-2:]
    assert tests.arguments == ["-m", "pytest", *suite.SPREAD]
    assert tests.environ["CHROMIUM"] == "/usr/bin/chromium"
    assert (words.arguments, words.environ) == (["-m", "pytest", "tests/words"], suite.OTHER_WORDS)


def test_quick_reads_everything_and_tests_what_was_touched(noted, capsys):
    suite.quick(noted)
    assert [result.name for result in noted.results] == [*[task.name for task in lint(URLS)], "tests"]
    assert noted.asked[-1].arguments[2:] == [*suite.SPREAD, *suite.QUICK, "tests/architecture", "tests/juries"]
    assert "To be tested:\n  tests/architecture\n  tests/juries\n" in capsys.readouterr().out


def test_long_runs_the_proofs_alone_and_writes_their_page_if_they_hold(noted, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(suite.proofs, "write", lambda root, figures: root / "docs" / figures.name)
    suite.long(noted)
    assert (noted.asked[-1].arguments, len(noted.results)) == (["-m", "pytest", "--long"], 1)
    assert noted.asked[-1].environ["PROOFS"] == str(tmp_path / "proofs.json")
    assert "Written, to be committed: docs/proofs.json" in capsys.readouterr().out
    noted.results.append(BAD)
    suite.long(noted)
    assert "Written" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "chosen"),
    [
        ([], "everything"),
        (["lint"], "read"),
        (["--quick"], "quick"),
        (["--long"], "long"),
        (["--long", "tests/faults"], "pytest_alone"),
        (["tests/juries", "-x"], "pytest_alone"),
    ],
)
def test_the_command_line_chooses_a_list_or_goes_to_pytest(monkeypatch, arguments, chosen):
    called = []
    for name in ("everything", "read", "quick", "long", "pytest_alone"):
        monkeypatch.setattr(suite, name, lambda *given, name=name: called.append(name) or 0)
    assert suite.check(arguments, Environment(ROOT), dict(os.environ)) == 0
    assert called == [chosen]


def test_the_help_names_each_list(capsys):
    assert suite.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"./test {name}" in told for name in ("--quick", "--long", "lint"))


def test_what_a_killed_command_left_is_swept(monkeypatch, tmp_path):
    monkeypatch.setattr(suite, "temporary", lambda: tmp_path)
    left, in_use = tmp_path / "eig-test-left", tmp_path / "eig-test-used"
    for home in (left, in_use):
        home.mkdir()
        (home / "instance.lock").touch()
    lock = suite.instance.take(suite.Places(in_use, in_use / "sockets"))
    suite.sweep()
    os.close(lock)
    assert not left.exists()
    assert in_use.exists()
