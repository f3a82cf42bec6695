"""Installing packages where a proxy opens every page: what this machine trusts is trusted, and nothing else."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from eig.commands import trust
from eig.commands.console import Refusal
from eig.commands.environment import LOCAL, Environment, ensure
from eig.commands.places import ROOT
from eig.commands.trust import trusting
from tests.commands.inspection import HOST, inspected, wheel


def real_uv() -> str:
    return shutil.which("uv") or str(Environment(ROOT).folder / "bin" / "uv")


@pytest.fixture(autouse=True)
def silent(monkeypatch):
    """Settings of pip that name nothing: this machine's own are not part of the question."""
    monkeypatch.setattr(trust, "SETTINGS", ())


@pytest.fixture
def checkout(tmp_path):
    """Two locks: the installer, which hands over to the real one, and a package."""
    script = f'#!/bin/sh\nexec {real_uv()} "$@"\n'
    wheels = {"uv": wheel("uv", {"uv-1.0.data/scripts/uv": script}), "tiny": wheel("tiny", {"tiny.py": "WORD = 1\n"})}
    (tmp_path / "requirements").mkdir()
    for lock, name in (("installer", "uv"), (LOCAL, "tiny")):
        digest = hashlib.sha256(wheels[name]).hexdigest()
        text = f"{name}==1.0 \\\n    --hash=sha256:{digest}\n"
        (tmp_path / "requirements" / f"{lock}.txt").write_text(text)
    return tmp_path, wheels


@pytest.fixture
def network(checkout, tmp_path_factory, monkeypatch):
    """A network that only the proxy leads out of, and the file of the proxy's authority, known to nobody yet."""
    for name in [*os.environ]:
        if name.startswith(("PIP_", "UV_", "SSL_")) or name.lower().endswith(("_proxy", "_ca_bundle")):
            monkeypatch.delenv(name)
    with inspected(tmp_path_factory.mktemp("network"), checkout[1]) as (proxy, bundle):
        alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0", "UV_HTTP_RETRIES": "0"}
        ours = {"HTTPS_PROXY": proxy, "PIP_INDEX_URL": f"https://{HOST}/simple", "UV_NO_CACHE": "1"}
        for name, value in {**alone, **ours, "UV_DEFAULT_INDEX": f"https://{HOST}/simple"}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        yield bundle


@pytest.fixture
def uv(monkeypatch):
    """A PATH with the installer."""
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(real_uv()).parent), "/usr/bin", "/bin"]))


@pytest.fixture
def no_uv(monkeypatch):
    """A PATH without the installer: pip has to fetch it."""
    monkeypatch.setenv("PATH", os.pathsep.join(["/usr/bin", "/bin"]))
    assert not shutil.which("uv")


def installed(root: Path) -> bool:
    return ensure(root, LOCAL).package("tiny.py") is not None


def test_an_authority_that_nobody_knows_is_refused(checkout, network, uv):
    with pytest.raises(Refusal, match="certificate"):
        ensure(checkout[0], LOCAL)


def test_a_bundle_named_for_another_tool_serves_uv(checkout, network, uv, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(network))
    assert installed(checkout[0])


@pytest.mark.slow
def test_pip_fetches_uv_and_both_trust_the_bundle_that_is_named(checkout, network, no_uv, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(network))
    assert installed(checkout[0])
    assert (checkout[0] / ".venv" / "bin" / "uv").exists()


def test_the_store_of_the_machine_when_nothing_is_named(tmp_path, monkeypatch):
    store = tmp_path / "store.pem"
    store.touch()
    monkeypatch.setattr(trust, "STORES", (str(tmp_path / "absent.pem"), str(store)))
    assert trusting({"HOME": "/"}) == {
        "HOME": "/",
        "PIP_CERT": str(store),
        "UV_SYSTEM_CERTS": "1",
        "UV_NATIVE_TLS": "1",
    }


def test_what_is_said_stays(monkeypatch):
    said = {"SSL_CERT_FILE": "/ours.pem", "PIP_CERT": "/pip.pem", "UV_SYSTEM_CERTS": "false"}
    assert trusting(said) == said | {"UV_NATIVE_TLS": "1"}


def test_a_bundle_named_in_the_settings_of_pip_serves_both(tmp_path, monkeypatch):
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\ncert = /proxy.pem\ntimeout = 60\n")
    monkeypatch.setattr(trust, "SETTINGS", (str(settings), str(tmp_path / "absent.conf")))
    found = trusting({})
    assert (found["PIP_CERT"], found["SSL_CERT_FILE"]) == ("/proxy.pem", "/proxy.pem")
    assert trusting({"SSL_CERT_FILE": "/ours.pem"})["PIP_CERT"] == "/ours.pem"


@pytest.mark.parametrize("text", ["no section", "[global]\ntimeout = 60\n", "\xff"])
def test_settings_that_say_nothing_of_certificates_are_no_hindrance(tmp_path, monkeypatch, text):
    settings = tmp_path / "pip.conf"
    settings.write_text(text, encoding="latin-1")
    monkeypatch.setattr(trust, "SETTINGS", (str(settings),))
    monkeypatch.setattr(trust, "STORES", ())
    assert trusting({}) == {}


def test_a_machine_without_certificates_leaves_the_installers_their_lists(monkeypatch):
    monkeypatch.setattr(trust, "STORES", ("/nowhere/store.pem",))
    assert trusting({"HOME": "/"}) == {"HOME": "/"}
