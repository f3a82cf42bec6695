"""The variables that the product reads on a developer's machine."""

import stat
from pathlib import Path

import pytest

from eig.commands import surroundings
from eig.commands.places import Places

URLS = {"DATABASE_URL": "postgres://eig@/eig?host=/s", "REDIS_URL": "unix:///s/valkey.sock"}


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path, tmp_path / "sockets")


def site(places, given=None, host="127.0.0.1", port=8000):
    return surroundings.site(given or {}, places, urls=URLS, host=host, port=port)


def test_the_address_follows_host_and_port(places):
    assert site(places, port=8123)["SITE_URL"] == "http://localhost:8123"
    assert site(places, host="192.0.2.7")["SITE_URL"] == "http://192.0.2.7:8000"
    assert site(places, host="0.0.0.0")["SITE_URL"] == "http://localhost:8000"


def test_the_site_answers_to_its_own_names_only(places):
    assert site(places)["ALLOWED_HOSTS"] == "localhost,127.0.0.1"
    assert site(places, host="192.0.2.7")["ALLOWED_HOSTS"] == "localhost,127.0.0.1,192.0.2.7"
    assert site(places, host="0.0.0.0")["ALLOWED_HOSTS"] == "*"


def test_what_is_given_wins_and_what_is_empty_does_not(places):
    chosen = site(places, {"DEMO": "0", "SITE_URL": "", "UNRELATED": "x"})
    assert chosen["DEMO"] == "0"
    assert chosen["SITE_URL"] == "http://localhost:8000"
    assert "UNRELATED" not in chosen


def test_services_are_named(places):
    assert URLS.items() <= site(places).items()


def test_the_key_is_drawn_once_and_read_by_its_owner_alone(places, tmp_path):
    drawn = site(places)["SECRET_KEY"]
    assert len(drawn) >= 50
    assert site(places)["SECRET_KEY"] == drawn
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_two_machines_have_two_keys(tmp_path):
    (tmp_path / "other").mkdir()
    assert surroundings.secret_key(tmp_path) != surroundings.secret_key(tmp_path / "other")


def test_the_tests_never_see_the_settings_of_the_shell():
    seen = surroundings.for_tests(
        {"DJANGO_SETTINGS_MODULE": "eig.settings.production", "PATH": "/bin"}, URLS, Path("/t")
    )
    assert seen["DJANGO_SETTINGS_MODULE"] == "eig.settings.testing"
    assert seen["PATH"] == "/bin"
    assert seen["TMPDIR"] == "/t"
    assert URLS.items() <= seen.items()
