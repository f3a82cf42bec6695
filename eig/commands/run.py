"""`./run`: the whole product on this machine, and `./run manage …`: its management commands."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from eig.commands import console, environment, instance, ports, services, surroundings
from eig.commands.console import Refusal, say
from eig.commands.environment import Environment
from eig.commands.instance import State
from eig.commands.places import ROOT, Places, emptied, kept
from eig.commands.processes import Interrupted, foreground, ignore_signals, stop_on_signals
from eig.commands.scenarios import DEFAULT, SCENARIOS
from eig.commands.site import Site

HELP = f"""\
./run                 start PostgreSQL, Valkey, mailbox, worker, beat and the site; Ctrl-C stops it all
./run manage …        any management command in the same environment (./run manage help lists them)
./run --help          this page

Nothing leaves this machine: letters go to a mailbox, shown at /courriels/. Data are kept between runs.

Variables
  PORT=8000           where the site listens; without it, the first free port from 8000
  HOST=127.0.0.1      the address it listens on
  SCENARIO={DEFAULT}
                      the moment that the demonstration shows; another one than the last rebuilds it:
                      {", ".join(SCENARIOS[:4])},
                      {", ".join(SCENARIOS[4:])}
  DEMO=0              an empty site, without demonstration
  REBUILD=1           erase the data of this checkout first: its database, its letters, its files
  DEBUG=1             Django's development server: error pages, reload when the code changes
  DATA_DIR=…          where data are kept (default: .data, or /var/tmp/eig-… for root)
  DATABASE_URL=…      a PostgreSQL of yours instead of ours (15 or later)
  REDIS_URL=…         a Redis or Valkey of yours instead of ours
  PG_HOME=…           another installation of PostgreSQL, to start it from there
  SSL_CERT_FILE=…     the certificates that installing packages trusts (default: this machine's)
"""


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for and return the exit code."""
    stop_on_signals()
    try:
        return dispatch(list(arguments))
    except Refusal as refusal:
        say(f"✗ {refusal}")
        return 1
    except Interrupted:
        say("Stopped before the end.")
        return 130


def dispatch(arguments: list[str]) -> int:
    """Choose between the site, a management command and the help."""
    if not arguments:
        return serve()
    if arguments[0] == "manage":
        return manage(arguments[1:])
    known = arguments in (["--help"], ["-h"], ["help"])
    say(HELP if known else f"✗ ./run does not know `{' '.join(arguments)}`.\n\n{HELP}")
    return 0 if known else 2


def serve() -> int:
    """Start everything, show where it is, and stop it all when asked or when one of them fails."""
    began = time.monotonic()
    asked = scenario(os.environ)
    afresh = rebuilding(os.environ)
    ports.wanted(os.environ)
    places = kept(ROOT, os.environ)
    lock = instance.acquire(places, borrow=False)
    if isinstance(lock, State):
        address = lock.address or "it is still starting"
        say(f"Already running in this checkout: {address} (process {lock.pid}).")
        say("Stop it with Ctrl-C where it runs before starting another.")
        return 0
    if afresh:
        emptied(places)
    return Site(places, lock, asked, began).run()


def scenario(environ: Mapping[str, str]) -> str:
    """The scenario asked for, empty when none is; raises `Refusal` when it does not exist."""
    asked = environ.get("SCENARIO", "").strip()
    if asked and asked not in SCENARIOS:
        raise Refusal(f"SCENARIO={asked} does not exist. There are: {', '.join(SCENARIOS)}.")
    return asked


def rebuilding(environ: Mapping[str, str]) -> bool:
    """Whether our data are to be erased first; raises `Refusal` when the database is not one that we started."""
    asked = environ.get("REBUILD", "").strip().lower() in {"1", "true", "yes", "on"}
    if asked and environ.get("DATABASE_URL"):
        raise Refusal("REBUILD=1 erases the database of this checkout only: empty the one of DATABASE_URL yourself.")
    return asked


def manage(arguments: list[str]) -> int:
    """Run a management command with the services that are up, else with services started for it alone.

    What the command prints is all that goes to the standard output: our progress goes beside it.
    """
    console.report_to(sys.stderr)
    places = kept(ROOT, os.environ)
    made = environment.ensure(ROOT, environment.LOCAL)
    command = [str(made.python), "manage.py", *arguments]
    lock = instance.acquire(places, borrow=True)
    if isinstance(lock, State):
        with instance.borrowing(places):
            return foreground(command, environ=os.environ | lock.environ, cwd=ROOT).code
    return manage_alone(made, places, lock, command)


def manage_alone(made: Environment, places: Places, lock: int, command: list[str]) -> int:
    """Start the services, run the command, stop them once nobody borrows them."""
    state = State(os.getpid(), instance.COMMAND)
    instance.publish(places, state)
    started = services.start(made, places, os.environ, holding=[lock])
    try:
        port = ports.wanted(os.environ) or ports.USUAL
        ours = surroundings.site(os.environ, places, urls=started.urls, host="127.0.0.1", port=port)
        instance.publish(places, replace(state, services_ready=True, environ=ours))
        code = foreground(command, environ=os.environ | ours, cwd=ROOT).code
        instance.withdraw(places)
        instance.wait_for_borrowers(places)
        return code
    finally:
        instance.withdraw(places)
        ignore_signals()
        started.stop()
