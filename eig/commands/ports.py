"""Choosing where to listen."""

import socket
from collections.abc import Mapping

from eig.commands.console import Refusal

USUAL = 8000
TRIED = 100


def free(host: str, port: int) -> bool:
    """Whether a server could listen there now. Port 0 is always free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError:
            return False
    return True


def any_free(host: str = "127.0.0.1") -> int:
    """A port that nobody uses at this instant."""
    with socket.socket() as attempt:
        attempt.bind((host, 0))
        return attempt.getsockname()[1]


def wanted(environ: Mapping[str, str]) -> int | None:
    """The port that PORT asks for, `None` when it asks for nothing; raises `Refusal` when it is no port."""
    text = environ.get("PORT", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Refusal(f"PORT={text} is not a port: give a number from 1 to 65535.")
    return int(text)


def choose(environ: Mapping[str, str], host: str) -> int:
    """The port asked for, or the first free one from 8000; raises `Refusal` when there is none."""
    asked = wanted(environ)
    if asked is not None:
        if not free(host, asked):
            raise Refusal(f"Port {asked} of {host} is taken (or not allowed): free it, or give another PORT.")
        return asked
    for port in range(USUAL, USUAL + TRIED):
        if free(host, port):
            return port
    raise Refusal(f"No port is free from {USUAL} to {USUAL + TRIED - 1}: give one with PORT=…")


def answering(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
