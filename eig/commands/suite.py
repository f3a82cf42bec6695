"""`./test`: everything a reviewer would check, on services that live as long as the command."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from eig.commands import browser, environment, instance, proofs, services, surroundings, touched
from eig.commands.browser import Browser
from eig.commands.console import Refusal, say, shaped, table
from eig.commands.environment import Environment
from eig.commands.places import LASTING, ROOT, Places, as_root, made
from eig.commands.processes import Interrupted, foreground, ignore_signals, stop_on_signals

HELP = """\
./test                everything: lint, templates, types, security, migrations, deployment, tests, browser
./test --quick        before each commit: all that reads the code, the architecture, the tests of the rooms touched
                      since `main` but for the slow ones and the browser's, and a smoke set of the others
./test --long         before each release: the proofs that take long (kills, hundreds of races, a whole year
                      typed page by page), each of which ./test holds in short; writes docs/proofs.md, to be committed
./test lint           everything but the tests
./test -k … | PATH…   only pytest, with any of its options: ./test tests/commands -x
./test --help         this page

PostgreSQL and Valkey are started for the occasion, and forgotten after it.

Variables
  REQUIRE_BROWSER=1   a missing browser is a failure (without it: a loud skip)
  CHROMIUM=…          the browser to use; else one on the PATH, else Debian's, installed when that is possible
  DATABASE_URL=…      a PostgreSQL of yours instead of ours (15 or later)
  REDIS_URL=…         a Redis or Valkey of yours instead of ours
"""
CODE = ["eig", "challenges", "candidates", "mentoring"]
SPREAD = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""One file at a time to each core, in the order that ``tests/conftest.py`` gives."""
QUICK = ("-m", "smoke or not (slow or browser)")
"""Of the files that `touched.selected` names."""
PREFIX = "eig-test-"
OTHER_WORDS = {
    "WORD_CHALLENGE": "chantier",
    "WORD_CHALLENGES": "chantiers",
    "WORD_MENTOR": "tuteur",
    "WORD_MENTORS": "tuteurs",
    "WORD_SPONSOR": "garant",
    "WORD_SPONSORS": "garants",
    "WORD_FELLOW": "agent recruté",
    "WORD_FELLOWS": "agents recrutés",
}
"""The words of a site that is not ours: nothing that the product says may name ours there."""


@dataclass(frozen=True)
class Task:
    """One thing to check: arguments for Python, and the variables it needs."""

    name: str
    arguments: Sequence[str]
    environ: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """How a task ended, in words and in seconds."""

    name: str
    seconds: float
    outcome: str
    good: bool = True


def main(arguments: Sequence[str]) -> int:
    """Check what the command line asks for and return the exit code."""
    if list(arguments) in (["--help"], ["-h"], ["help"]):
        say(HELP)
        return 0
    stop_on_signals()
    try:
        with surrounded() as (made_environment, environ):
            return check(list(arguments), made_environment, environ)
    except Refusal as refusal:
        say(f"✗ {refusal}")
        return 1
    except Interrupted:
        say("Stopped before the end.")
        return 130


def check(arguments: list[str], made_environment: Environment, environ: dict[str, str]) -> int:
    """Run one of the lists that have a name, everything without one, or pytest alone."""
    lists = {"": everything, "lint": read, "--quick": quick, "--long": long}
    chosen = lists.get(" ".join(arguments))
    if chosen is None:
        return pytest_alone(arguments, made_environment, environ)
    suite = Suite(made_environment, environ)
    chosen(suite)
    return suite.conclude()


def read(suite: "Suite") -> None:
    """Run everything that reads the code: all but the tests."""
    for task in lint(suite.environ):
        suite.run(task)


def everything(suite: "Suite") -> None:
    """Run everything that reads the code, then all the tests."""
    read(suite)
    suite.run_tests(*SPREAD)
    suite.run_words()


def quick(suite: "Suite") -> None:
    """Read the code, then run the tests of what changed since `main`; raises `Refusal` outside a git checkout."""
    selected = touched.selected(ROOT)
    say("\n".join(["To be tested:", *(f"  {path}" for path in selected)]))
    read(suite)
    suite.run_tests(*SPREAD, *QUICK, *selected)


def long(suite: "Suite") -> None:
    """Run the tests marked as long proofs, one at a time, then write the page of their figures."""
    figures = Path(suite.environ["TMPDIR"], "proofs.json")
    suite.run_tests("--long", PROOFS=str(figures))
    if suite.good:
        say(f"Written, to be committed: {proofs.write(ROOT, figures).relative_to(ROOT)}")


def pytest(*arguments: str) -> list[str]:
    """A call of pytest, as arguments for Python."""
    return ["-m", "pytest", *arguments]


def pytest_alone(arguments: list[str], made_environment: Environment, environ: dict[str, str]) -> int:
    """Pytest with the options given; a browser is fetched only for tests that name it."""
    named = any("browser" in argument for argument in arguments)
    found = browser.obtain(made_environment) if named else browser.at_hand(made_environment)
    if found is None and named and required():
        raise Refusal("No browser could be had, and REQUIRE_BROWSER asks for one.")
    command = [str(made_environment.python), *pytest(*arguments)]
    return foreground(command, environ=environ | (found.environ if found else {}), cwd=ROOT).code


def required() -> bool:
    """Whether a missing browser is a failure."""
    return os.environ.get("REQUIRE_BROWSER", "") not in {"", "0"}


def lint(environ: Mapping[str, str]) -> list[Task]:
    """Everything that reads the code without running its tests."""
    production = surroundings.like_production({name: environ[name] for name in ("DATABASE_URL", "REDIS_URL")})
    deployment = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return [
        Task("lint", ["-m", "ruff", "check", "."]),
        Task("format", ["-m", "ruff", "format", "--check", "."]),
        Task("templates", ["-m", "djlint", "templates", "--lint", "--quiet"]),
        Task("types", ["-m", "mypy"]),
        Task(
            "security", ["-m", "bandit", "--quiet", "--severity-level", "medium", "-c", "pyproject.toml", "-r", *CODE]
        ),
        Task("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"]),
        Task("deployment", deployment, production),
    ]


def browser_environ(found: Browser | None) -> dict[str, str]:
    """What leads the tests to the browser; an empty CHROMIUM makes them skip."""
    return found.environ if found else {"CHROMIUM": ""}


class Suite:
    """The results so far. A failure does not stop the rest: a reviewer wants the whole list."""

    def __init__(self, made_environment: Environment, environ: dict[str, str]) -> None:
        self.environment, self.environ = made_environment, environ
        self.results: list[Result] = []

    def run(self, task: Task) -> None:
        """Run a task on the terminal and note how it ended; raises `Interrupted` when asked to stop."""
        say(f"\n── {task.name} ──")
        began = time.monotonic()
        command = [str(self.environment.python), *task.arguments]
        ended = foreground(command, environ=self.environ | task.environ, cwd=ROOT)
        if ended.asked_to_stop:
            raise Interrupted
        outcome = f"FAILED (code {ended.code})" if ended.code else "ok"
        self.results.append(Result(task.name, time.monotonic() - began, outcome, not ended.code))

    def run_tests(self, *arguments: str, **variables: str) -> None:
        """Run pytest, its browser included; one that cannot be had is noted."""
        found = browser.obtain(self.environment)
        self.run(Task("tests", pytest(*arguments), browser_environ(found) | variables))
        if found is None:
            self.note_missing_browser()

    def run_words(self) -> None:
        """Run the tests of a site that says other words than ours: words are chosen when the site starts."""
        self.run(Task("words", pytest("tests/words"), OTHER_WORDS))

    def note_missing_browser(self) -> None:
        """Say that the tests that need a browser were skipped; a failure when one is required."""
        outcome = "FAILED (no browser)" if required() else "SKIPPED: no browser could be had"
        self.results.append(Result("browser", 0.0, outcome, not required()))

    def conclude(self) -> int:
        """Print the summary and return the exit code."""
        total = shaped(sum(result.seconds for result in self.results))
        rows = [(result.name, shaped(result.seconds), result.outcome) for result in self.results]
        say("\n── summary ──")
        say(table([*rows, ("total", total, "ok" if self.good else "FAILED")]))
        if any("SKIPPED" in result.outcome for result in self.results):
            say("\n!!! The browser tests did NOT run: no Chromium here. Give one with CHROMIUM=…")
        return 0 if self.good else 1

    @property
    def good(self) -> bool:
        """Whether nothing failed."""
        return all(result.good for result in self.results)


@contextmanager
def surrounded() -> Iterator[tuple[Environment, dict[str, str]]]:
    """Yield the environment and the variables of throw-away services, stopped and erased at the end of the block."""
    made_environment = environment.ensure(ROOT, environment.DEVELOPMENT)
    sweep()
    places = made(Path(tempfile.mkdtemp(prefix=PREFIX, dir=temporary())).resolve())
    lock = instance.acquire(places, borrow=False)
    assert isinstance(lock, int)  # nobody else knows the name that was just drawn
    try:
        started = services.start(made_environment, places, os.environ, holding=[lock], throw_away=True)
        try:
            yield made_environment, surroundings.for_tests(os.environ, started.urls, scratch(places))
        finally:
            ignore_signals()
            started.stop()
    finally:
        discard(places)


def scratch(places: Places) -> Path:
    """Make the folder of the tests' temporary files, removed with the places."""
    folder = places.home / "tmp"
    folder.mkdir(mode=0o711)
    return folder


def temporary() -> Path:
    """Where throw-away data go; PostgreSQL, which cannot be root, must be able to enter."""
    return LASTING if as_root() else Path(tempfile.gettempdir())


def discard(places: Places) -> None:
    """Remove places and what they hold."""
    shutil.rmtree(places.sockets, ignore_errors=True)
    shutil.rmtree(places.home, ignore_errors=True)


def sweep() -> None:
    """Remove the places that killed commands left behind: ours, whose lock nobody holds any more."""
    for home in temporary().glob(f"{PREFIX}*"):
        if home.stat().st_uid == os.geteuid() and (home / "instance.lock").exists():
            lock = instance.take(places := Places(home, home / "sockets"))
            if lock is not None:
                os.close(lock)
                discard(places)
