"""Which certificates the installers of packages trust: this machine's, as a proxy that inspects traffic requires."""

import os
from collections.abc import Mapping
from configparser import Error, RawConfigParser
from pathlib import Path

NAMED = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""The variables by which people name a bundle of certificates, the most general first."""
SETTINGS = ("/etc/pip.conf", "/etc/xdg/pip/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf")
"""Where they may have named one for pip, the last heard last."""
STORES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem")
"""Where Debian, Fedora and openSUSE keep the certificates of the machine."""


def trusting(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables given, and those that make pip and uv trust what this machine trusts.

    By themselves each trusts a list of its own, which knows no authority of a network. What has a value already
    stays; a machine without any certificate leaves them their lists.
    """
    named = next((environ[name] for name in NAMED if environ.get(name)), "") or told_to_pip(environ)
    bundle = named or next((store for store in STORES if Path(store).exists()), "")
    if not bundle:
        return dict(environ)
    ours = {"PIP_CERT": bundle, "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    if named:
        ours["SSL_CERT_FILE"] = named
    return dict(environ) | {name: environ.get(name) or value for name, value in ours.items()}


def told_to_pip(environ: Mapping[str, str]) -> str:
    """The bundle that pip's own settings name, empty when they name none, or when they are all set aside."""
    own, parser = environ.get("PIP_CONFIG_FILE", ""), RawConfigParser()
    try:
        parser.read([] if own == os.devnull else [Path(path).expanduser() for path in (*SETTINGS, own)])
    except (Error, UnicodeDecodeError):
        return ""
    return parser.get("install", "cert", fallback="") or parser.get("global", "cert", fallback="")
