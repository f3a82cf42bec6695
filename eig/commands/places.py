"""Where a checkout keeps what it makes: environment, data, sockets, logs."""

import hashlib
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eig.commands.console import Refusal

ROOT = Path(__file__).resolve().parent.parent.parent
SERVICE_UID = 65534
"""Whom PostgreSQL runs as when we are root: it refuses to be root itself."""
LASTING, SHORT = Path("/var/tmp"), Path("/tmp")  # nosec B108
"""Folders shared with everyone: `claim` checks owner and rights of whatever we find under our name there."""
OURS = ("eig-", ".data")
"""How the folders that we name begin; any other that exists already keeps its owner and its rights."""
LONGEST_SOCKET_PATH = 107
"""Bytes that Linux gives to the address of a unix socket, less its final zero."""


@dataclass(frozen=True)
class Places:
    """The folders of one instance: kept data (`home`) and sockets (`sockets`)."""

    home: Path
    sockets: Path

    @property
    def database(self) -> Path:
        """The folder that belongs to PostgreSQL alone."""
        return self.home / "postgres"

    @property
    def broker(self) -> Path:
        """The folder where Valkey keeps its log."""
        return self.home / "valkey"

    @property
    def logs(self) -> Path:
        """One file per process, started afresh at each run."""
        return self.home / "logs"

    @property
    def mailbox(self) -> Path:
        """The Maildir that receives every letter."""
        return self.home / "mailbox"

    @property
    def files(self) -> Path:
        """Private files sent by people."""
        return self.home / "files"


def as_root() -> bool:
    """Whether this process may do anything, PostgreSQL excepted."""
    return os.geteuid() == 0


def kept(root: Path, environ: Mapping[str, str]) -> Places:
    """The places whose content outlives the command, made if need be.

    An ordinary user finds them in the checkout (`.data/`). PostgreSQL, which cannot be root, may not be able
    to enter root's checkout: root's are in /var/tmp, under a name drawn from the checkout.
    """
    chosen = environ.get("DATA_DIR")
    if chosen:
        return made(Path(chosen).expanduser().resolve())
    if as_root():
        return made(LASTING / f"eig-{key(root)}")
    return made(root / ".data")


def key(path: Path) -> str:
    """A short name for a folder, the same at every run."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def made(home: Path) -> Places:
    """The places under `home`, created with the narrowest rights that work.

    Raises `Refusal` when `home` belongs to someone else, or when PostgreSQL could not reach it.
    """
    if not home.exists() or home.name.startswith(OURS):
        claim(home, 0o711 if as_root() else 0o700)
    places = Places(home, socket_folder(home))
    for folder in (places.broker, places.logs, places.mailbox, places.files):
        folder.mkdir(mode=0o700, exist_ok=True)
    for folder in {places.database, places.sockets}:
        claim(folder, 0o700, service_uid())
    if as_root() and not reachable(home):
        raise Refusal(f"PostgreSQL cannot run as root, and no other user can enter {home}: choose another DATA_DIR.")
    return places


def emptied(places: Places) -> None:
    """Erase what people did: the database, the letters, the files. Keys, logs and locks stay."""
    for folder in (places.database, places.mailbox, places.files):
        for held in folder.iterdir():
            if held.is_dir() and not held.is_symlink():
                shutil.rmtree(held)
            else:
                held.unlink()


def service_uid() -> int:
    """The number of the user that PostgreSQL runs as."""
    return SERVICE_UID if as_root() else os.geteuid()


def socket_folder(home: Path) -> Path:
    """Where sockets go: beside the data, or under /tmp when that path is too long for a socket."""
    near = home / "sockets"
    if len(os.fsencode(near / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return near
    return SHORT / f"eig-{os.geteuid()}-{key(home)}"


def claim(folder: Path, mode: int, owner: int | None = None) -> None:
    """Make a folder ours, or PostgreSQL's; refuse one that a stranger put there first."""
    owner = os.geteuid() if owner is None else owner
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
        raise Refusal(f"{folder} belongs to someone else: move it away, or choose another DATA_DIR.")
    if found.st_uid != owner:
        os.chown(folder, owner, -1)
    if stat.S_IMODE(found.st_mode) != mode:
        folder.chmod(mode)


def reachable(folder: Path) -> bool:
    """Whether any user may enter a folder, as PostgreSQL must when we are root."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents))
