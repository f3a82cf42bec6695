"""`./run` for real: it starts, lends its services, stops in order, and leaves nothing when killed."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from eig.commands import ports
from eig.commands.places import ROOT

pytestmark = pytest.mark.slow
ABOUT_US = {
    "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS",
    "FILES_ROOT", "MAILBOX_DIR", "PORT", "HOST", "SCENARIO", "DEMO", "DEBUG", "DATA_DIR", "REBUILD",
}  # fmt: skip


@pytest.fixture(scope="module")
def data():
    """A data folder that PostgreSQL can enter, kept from one test to the next."""
    with tempfile.TemporaryDirectory(prefix="eig-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture
def variables(data):
    """The shell of someone who wants an empty site."""
    ours = {"DATA_DIR": str(data), "DEMO": "0", "PORT": str(ports.any_free())}
    return {name: value for name, value in os.environ.items() if name not in ABOUT_US} | ours


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


@pytest.fixture
def site(variables, output):
    """A site that is up."""
    with output.open("w") as terminal:
        process = subprocess.Popen([sys.executable, "run"], cwd=ROOT, env=variables, stdout=terminal, stderr=terminal)
    wait(lambda: "Ctrl-C stops everything" in output.read_text() or process.poll() is not None)
    assert process.poll() is None, output.read_text()
    yield process
    process.terminate()
    process.wait(30)


def wait(condition, seconds: float = 90) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "waited too long"
        time.sleep(0.1)


def run(variables, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "run", *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=90)


def processes(data: Path) -> dict[str, str]:
    """The processes of that data folder: by what they were told, where they stand, or what they inherited."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            facts = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            facts += os.fsencode((process / "cwd").readlink())
        except OSError:
            continue
        if os.fsencode(data) in facts:
            found[process.name] = facts.decode(errors="replace").replace("\0", " ")[-200:]
    return found


def answer(variables) -> int:
    with urllib.request.urlopen(f"http://localhost:{variables['PORT']}/", timeout=20) as page:
        return page.status


def test_a_site_that_is_up_answers_lends_its_services_and_stops_in_order(site, variables, data, output):
    assert answer(variables) == 200
    again = run(variables)
    assert again.returncode == 0
    assert f"Already running in this checkout: http://localhost:{variables['PORT']}/" in again.stdout
    told = run(variables, "manage", "shell", "-v", "0", "-c", "import os; print(os.environ['SITE_URL'])")
    assert told.stdout == f"http://localhost:{variables['PORT']}\n"
    assert "PostgreSQL" not in told.stderr
    site.terminate()
    assert site.wait(30) == 0
    assert "Stopping (web, beat, worker, mailbox, Valkey, PostgreSQL)" in output.read_text()
    assert processes(data) == {}


def test_a_killed_site_leaves_no_process_and_starts_again(site, data, variables):
    assert len(processes(data)) > 6
    site.kill()
    site.wait()
    wait(lambda: not processes(data), 20)
    alone = run(variables, "manage", "shell", "-v", "0", "-c", "raise SystemExit(7)")
    assert alone.returncode == 7
    assert alone.stdout == ""
    assert "✓ PostgreSQL" in alone.stderr
    assert processes(data) == {}


def test_a_taken_port_is_said_before_anything_starts(variables, data):
    variables["PORT"] = str(taken := ports.any_free())
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", str(taken)], stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    ) as other:  # fmt: skip
        wait(lambda: ports.answering("127.0.0.1", taken))
        refused = run(variables)
        other.send_signal(signal.SIGKILL)
    assert refused.returncode == 1
    assert f"Port {taken} of 127.0.0.1 is taken" in refused.stdout
    assert processes(data) == {}


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["dance"], 2)])
def test_the_help_comes_when_asked_and_when_lost(variables, arguments, code):
    helped = run(variables, *arguments)
    assert helped.returncode == code
    assert "./run manage …" in helped.stdout


def test_an_unknown_scenario_starts_nothing(variables, data):
    refused = run(variables | {"SCENARIO": "christmas"})
    assert refused.returncode == 1
    assert "There are: call-open" in refused.stdout
    assert processes(data) == {}


FORMER = """
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from eig.accounts.models import User
MigrationRecorder(connection).record_applied("challenges", "0002_questions_of_jurors")
User.objects.create_user(email="left@demo.example")
"""
PEOPLE = "from eig.accounts.models import User; print(User.objects.count())"


def test_data_that_former_migrations_built_are_refused_and_built_again_when_asked(variables, data, output):
    made = run(variables, "manage", "migrate", "--no-input")
    assert made.returncode == 0, made.stderr
    assert run(variables, "manage", "shell", "-v", "0", "-c", FORMER).returncode == 0
    by_hand = run(variables, "manage", "migrate", "--no-input")
    assert by_hand.returncode == 1
    refused = run(variables)
    assert refused.returncode == 1
    for said in (by_hand.stderr, refused.stdout):
        assert "migrations that this version does not have: challenges.0002_questions_of_jurors." in said
        assert "REBUILD=1 ./run" in said
    with output.open("w") as terminal:
        again = subprocess.Popen(
            [sys.executable, "run"], cwd=ROOT, env=variables | {"REBUILD": "1"}, stdout=terminal, stderr=terminal
        )
    try:
        wait(lambda: "Ctrl-C stops everything" in output.read_text() or again.poll() is not None)
        people = run(variables, "manage", "shell", "-v", "0", "-c", PEOPLE)
    finally:
        again.terminate()
        again.wait(30)
    assert people.stdout == "0\n", output.read_text()


def test_a_database_that_is_not_ours_is_not_erased(variables, data):
    theirs = "postgres://nobody@127.0.0.1:9/theirs"
    refused = run(variables | {"REBUILD": "1", "DATABASE_URL": theirs})
    assert refused.returncode == 1
    assert "empty the one of DATABASE_URL yourself" in refused.stdout
