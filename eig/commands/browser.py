"""A real Chromium for the browser tests: Debian's without windows when it can be had, else the one at hand."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from eig.commands.console import Refusal, Step, say
from eig.commands.environment import Environment, apt_install
from eig.commands.places import as_root
from eig.commands.processes import finish

LIGHT = "chromium-headless-shell"
"""Chromium without windows: a whole one draws its own toolbar, unseen, around every page that the tests open."""
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOOLS = ".tools"
FONTS = "fonts-liberation"
DRIVER_LIBRARY = "libatomic1"
"""What the driver of Playwright needs and a bare Debian lacks."""
LIBRARIES = ("lib/*-linux-gnu*", "usr/lib/*-linux-gnu*", "usr/lib/*-linux-gnu*/pulseaudio")
"""Where Debian's packages put the libraries of the browser."""


@dataclass(frozen=True)
class Browser:
    """A Chromium that runs here, and the folder of libraries that its driver needs, if any."""

    program: str
    libraries: str = ""

    @property
    def light(self) -> bool:
        """Whether it has no windows; the private one is such."""
        return Path(self.program).name == LIGHT or Path(self.program).parent.name == TOOLS

    @property
    def environ(self) -> dict[str, str]:
        """The variables that lead the tests to it."""
        paths = [self.libraries, os.environ.get("LD_LIBRARY_PATH", "")]
        added = {"LD_LIBRARY_PATH": ":".join(filter(None, paths))} if self.libraries else {}
        return {"CHROMIUM": self.program, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"} | added


def at_hand(environment: Environment) -> Browser | None:
    """A browser that needs no installation, `None` when there is none."""
    private = Private(environment.root / TOOLS)
    libraries = "" if driver_runs(environment) else private.driver_libraries
    if not driver_runs(environment, libraries):
        return None
    light = shutil.which(LIGHT), str(private.program)
    for program in (os.environ.get("CHROMIUM"), *light, *map(shutil.which, WHOLE)):
        if program and runs([program, "--version"]):
            return Browser(program, libraries)
    return None


def obtain(environment: Environment) -> Browser | None:
    """The browser asked for or a light one, installed for the occasion, else any; says why when there is none."""
    with Step("Chromium") as step:
        found = at_hand(environment)
        if found and (found.program == os.environ.get("CHROMIUM") or found.light):
            return found
        try:
            return installed(environment, step)
        except Refusal as refusal:
            if found:
                step.note = found.program
                return found
            step.note = "none could be had"
            why = refusal
    say(str(why))
    return None


def installed(environment: Environment, step: Step) -> Browser | None:
    """Debian's Chromium, for everyone as root, in `.tools` otherwise; raises `Refusal` with what apt said."""
    if not shutil.which("apt-get"):
        raise Refusal("Install Chromium, or give its path: CHROMIUM=…")
    if as_root():
        step.note = "Debian's"
        apt_install([LIGHT, DRIVER_LIBRARY, FONTS], step)
    else:
        step.note = f"Debian's, unpacked in {TOOLS}"
        Private(environment.root / TOOLS).install(step)
    found = at_hand(environment)
    if found is None:
        raise Refusal("Debian's Chromium was installed, and does not run here.")
    return found


def driver_runs(environment: Environment, libraries: str = "") -> bool:
    """Whether the driver of Playwright starts, with or without libraries of ours."""
    package = environment.package("playwright")
    return package is not None and runs([str(package / "driver" / "node"), "--version"], libraries)


def runs(command: list[str], libraries: str = "") -> bool:
    """Whether a quick program ends well."""
    environ = os.environ | ({"LD_LIBRARY_PATH": libraries} if libraries else {})
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=30, env=environ)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@dataclass(frozen=True)
class Private:
    """Debian packages unpacked in a folder of ours, for those who may not install any."""

    folder: Path

    @property
    def unpacked(self) -> Path:
        """The root of what the packages hold."""
        return self.folder / "root"

    @property
    def program(self) -> Path:
        """The command that starts the private browser with its libraries and fonts."""
        return self.folder / "chromium"

    @property
    def driver_libraries(self) -> str:
        """The folder that holds the driver's library and no other: Python keeps its own."""
        return str(self.folder / "driver")

    def install(self, step: Step) -> None:
        """Fetch with apt, unpack with dpkg, and write the command; nothing outside our folder changes."""
        shutil.rmtree(self.unpacked, ignore_errors=True)
        apt = self.apt()
        finish([*apt, "update", "-q"], step, environ=os.environ, cwd=self.folder)
        fetch = [*apt, "install", "-q", "-y", "--download-only", "--no-install-recommends"]
        wanted = [LIGHT, FONTS, DRIVER_LIBRARY]
        finish([*fetch, *wanted], step, environ=os.environ, cwd=self.folder)
        for package in sorted((self.folder / "apt" / "archives").glob("*.deb")):
            unpack = ["dpkg-deb", "-x", str(package), str(self.unpacked)]
            finish(unpack, step, environ=os.environ, cwd=self.folder)
        shutil.rmtree(self.folder / "apt")
        self.set_driver_library_apart()
        self.write_command()

    def apt(self) -> list[str]:
        """apt-get on a state of our own, beside the machine's list of what is installed."""
        home = self.folder / "apt"
        for name in ("lists/partial", "archives/partial"):
            (home / name).mkdir(parents=True, exist_ok=True)
        ours = {
            "Dir::State": home,
            "Dir::State::lists": home / "lists",
            "Dir::State::status": "/var/lib/dpkg/status",
            "Dir::Cache": home,
            "Dir::Cache::archives": home / "archives",
            "Debug::NoLocking": "1",
        }
        return ["apt-get", *(word for name, value in ours.items() for word in ("-o", f"{name}={value}"))]

    def set_driver_library_apart(self) -> None:
        """Copy the driver's library alone: the tests' Python must not load the browser's other ones."""
        Path(self.driver_libraries).mkdir(exist_ok=True)
        for library in self.unpacked.glob("usr/lib/*/libatomic.so.1*"):
            shutil.copy(library, self.driver_libraries)

    def write_command(self) -> None:
        """A command that runs the browser with what was unpacked around it."""
        libraries = [str(library) for pattern in LIBRARIES for library in self.unpacked.glob(pattern)]
        found = sorted(shell for shell in self.unpacked.glob("usr/lib/chromium/*shell*") if os.access(shell, os.X_OK))
        if not found:
            raise Refusal("Debian's chromium-headless-shell does not hold the program that it should.")
        lines = [
            "#!/bin/sh",
            f"export LD_LIBRARY_PATH='{':'.join(libraries)}'",
            f"export FONTCONFIG_FILE='{self.fonts_described()}'",
            f"exec '{found[0]}' \"$@\"",
        ]
        self.program.write_text("\n".join(lines) + "\n")
        self.program.chmod(0o755)

    def fonts_described(self) -> Path:
        """The file that tells the browser where the fonts are, and which ones to prefer."""
        folders = (self.unpacked / "usr/share/fonts", Path("/usr/share/fonts"))
        kinds = {"sans-serif": "Liberation Sans", "serif": "Liberation Serif", "monospace": "Liberation Mono"}
        lines = [
            "<fontconfig>",
            *(f"<dir>{folder}</dir>" for folder in folders),
            f"<cachedir>{self.folder / 'fonts'}</cachedir>",
            *(f"<alias><family>{kind}</family>{preferring(font)}</alias>" for kind, font in kinds.items()),
            "</fontconfig>",
        ]
        described = self.folder / "fonts.conf"
        described.write_text("\n".join(lines) + "\n")
        return described


def preferring(font: str) -> str:
    """How fontconfig is told to prefer a font."""
    return f"<prefer><family>{font}</family></prefer>"
