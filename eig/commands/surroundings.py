"""The variables that the product reads, as they are on a developer's machine."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from eig.commands.places import Places

EVERYWHERE = frozenset({"0.0.0.0", "::"})  # nosec B104
"""The addresses that mean: listen to the whole network."""


def site(given: Mapping[str, str], places: Places, *, urls: Mapping[str, str], host: str, port: int) -> dict[str, str]:
    """The variables of this machine's instance; those already `given` with a value stay as they are."""
    ours = {
        "DJANGO_SETTINGS_MODULE": "eig.settings.development",
        "SECRET_KEY": secret_key(places.home),
        "SITE_URL": f"http://{visible(host)}:{port}",
        "ALLOWED_HOSTS": ",".join(hosts(host)),
        "FILES_ROOT": str(places.files),
        "MAILBOX_DIR": str(places.mailbox),
        "DEMO": "1",
        "PYTHONUNBUFFERED": "1",
        **urls,
    }
    return {name: given.get(name) or value for name, value in ours.items()}


def visible(host: str) -> str:
    """The name to type in a browser for an address that a server listens on."""
    return "localhost" if host in {"127.0.0.1", *EVERYWHERE} else host


def hosts(host: str) -> list[str]:
    """The names that the site answers to when it listens there."""
    return ["*"] if host in EVERYWHERE else list(dict.fromkeys(["localhost", "127.0.0.1", host]))


def secret_key(folder: Path) -> str:
    """The key of this machine, drawn once and kept with its data."""
    path = folder / "secret-key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="ascii") as output:  # noqa: PTH123
            output.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def for_tests(given: Mapping[str, str], urls: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """What the tools and the tests see."""
    ours = {"DJANGO_SETTINGS_MODULE": "eig.settings.testing", "SECRET_KEY": "only-for-the-tests"}
    return dict(given) | ours | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(scratch)} | dict(urls)


def like_production(urls: Mapping[str, str]) -> dict[str, str]:
    """A production machine as the deployment check wants one, with a key drawn for the occasion."""
    return {
        "DJANGO_SETTINGS_MODULE": "eig.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SITE_URL": "https://eig.example",
        "ALLOWED_HOSTS": "eig.example",
        "CSRF_TRUSTED_ORIGINS": "https://eig.example",
        "EMAIL_URL": "smtp://mail.eig.example:25",
        **urls,
    }
