"""The virtual environment, made from hashed locks and refreshed only when they change."""

import hashlib
import importlib.util
import os
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from eig.commands.console import Refusal, Step
from eig.commands.places import as_root
from eig.commands.processes import finish
from eig.commands.trust import trusting

LOCAL, DEVELOPMENT = "local", "development"
"""The two sets of requirements that we install. The second contains the first, and is never undone."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment of the checkout `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it lives."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """The file that says which lock was installed last."""
        return self.folder / "requirements.stamp"

    def lock(self, name: str) -> Path:
        """The locked, hashed requirements of that name."""
        return self.root / "requirements" / f"{name}.txt"

    def package(self, name: str) -> Path | None:
        """The folder of an installed package, `None` when it is absent."""
        found = sorted(self.folder.glob(f"lib/python3*/site-packages/{name}"))
        return found[-1] if found else None


def ensure(root: Path, wanted: str) -> Environment:
    """The environment of a checkout with at least the `wanted` requirements (`LOCAL` or `DEVELOPMENT`).

    Raises `Refusal` when this machine cannot make one, with the command that would help.
    """
    environment = Environment(root)
    installed = stamped(environment)
    chosen = DEVELOPMENT if DEVELOPMENT in {wanted, *installed[:1]} else wanted
    if environment.python.exists() and installed == [chosen, fingerprint(environment, chosen)]:
        return environment
    if not usable(environment):
        create(environment)
    install(environment, chosen)
    return environment


def stamped(environment: Environment) -> list[str]:
    """What was installed last: the name of the set and its fingerprint; nothing when nobody knows."""
    try:
        return environment.stamp.read_text(encoding="ascii").split()
    except OSError:
        return []


def fingerprint(environment: Environment, name: str) -> str:
    """What an installed set depends on: its lock, the interpreter, and the folder, which scripts name."""
    facts = f"{sys.version_info[:2]} {environment.folder} ".encode()
    return hashlib.sha256(facts + environment.lock(name).read_bytes()).hexdigest()


def usable(environment: Environment) -> bool:
    """Whether a virtual environment of this very place, with a working interpreter, is there already."""
    settings = environment.folder / "pyvenv.cfg"
    activate = environment.folder / "bin" / "activate"
    return (
        environment.python.exists()
        and settings.exists()
        and activate.exists()
        and str(environment.folder) in activate.read_text()
    )


def create(environment: Environment) -> None:
    """Make an empty virtual environment, with uv when it is there, else with Python's own venv."""
    shutil.rmtree(environment.folder, ignore_errors=True)
    uv = shutil.which("uv")
    if not uv:
        need_pip(environment)
    bare = [sys.executable, "-m", "venv", "--without-pip"]
    making = [uv, "venv", "--quiet", "--python", sys.executable] if uv else bare
    with Step("Virtual environment") as step:
        step.note = "uv" if uv else "venv"
        finish([*making, str(environment.folder)], step, environ=os.environ, cwd=environment.root)


def need_pip(environment: Environment) -> None:
    """Debian packs Python's pip apart: install it as root, or say how."""
    if pip(environment):
        return
    if not (as_root() and shutil.which("apt-get")):
        raise Refusal("Python cannot make a virtual environment here. Type:  sudo apt-get install python3-venv")
    with Step("Debian's python3-venv") as step:
        apt_install(["python3-venv"], step)


def pip(environment: Environment) -> list[str]:
    """The command of a pip that installs in the environment, empty when there is none.

    The copy that comes with Python runs as it is: to install it in the environment first takes longer than all
    that we ask of it.
    """
    if copy := next(iter(copies()), None):
        return [str(environment.python), str(copy / "pip")]
    beside = importlib.util.find_spec("pip")
    if beside and beside.origin:  # an empty folder of that name has none
        return [sys.executable, "-m", "pip", "--python", str(environment.python)]
    return []


def copies() -> list[Path]:
    """The wheels of pip that come with this Python, where it is told to keep them or beside its own library."""
    apart = sysconfig.get_config_var("WHEEL_PKG_DIR")
    inside = Path(sysconfig.get_path("stdlib"), "ensurepip", "_bundled")
    return [wheel for folder in (apart, inside) if folder for wheel in sorted(Path(folder).glob("pip-*.whl"))]


def apt_install(packages: list[str], step: Step) -> None:
    """Install Debian packages as root, without a question; raises `Refusal` with what apt said."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    finish(["apt-get", "update", "-q"], step, environ=quiet, cwd=Path("/"))
    install_them = ["apt-get", "install", "-q", "-y", "--no-install-recommends"]
    finish([*install_them, *packages], step, environ=quiet, cwd=Path("/"))


def install(environment: Environment, wanted: str) -> None:
    """Bring the environment to exactly what the lock says, hashes checked, and stamp it."""
    lock = environment.lock(wanted)
    environment.stamp.unlink(missing_ok=True)
    with Step("Python packages") as step:
        step.note = f"requirements/{lock.name}"
        settings = trusting(os.environ) | {"VIRTUAL_ENV": str(environment.folder)}
        sync = [installer(environment, step), "pip", "sync", "--quiet", "--require-hashes", str(lock)]
        finish(sync, step, environ=settings, cwd=environment.root)
    environment.stamp.write_text(f"{wanted} {fingerprint(environment, wanted)}\n", encoding="ascii")


def installer(environment: Environment, step: Step) -> str:
    """The uv of the PATH, else one that pip fetches, hash checked."""
    found = shutil.which("uv")
    if found:
        return found
    inside = environment.folder / "bin" / "uv"
    if not inside.exists():
        need_pip(environment)
        fetch = [*pip(environment), "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        locked = ["-r", str(environment.lock("installer"))]
        finish([*fetch, *locked], step, environ=trusting(os.environ), cwd=environment.root)
    return str(inside)
