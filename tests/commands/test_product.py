"""What the product's processes are told, and what the person reads."""

from pathlib import Path

import pytest

from eig.commands.product import commands, page_answers, web, welcome
from eig.commands.request import Request

REQUEST = Request("", "127.0.0.1", 8123, 2525, "http://localhost:8123/", "/data", 1.5)


def test_a_request_survives_its_trip():
    assert Request.from_text(REQUEST.as_text()) == REQUEST


def test_processes_start_from_the_mailbox_to_the_web():
    assert list(commands(REQUEST, {})) == ["mailbox", "worker", "beat", "web"]


def test_processes_run_what_production_runs():
    told = {name: " ".join(arguments) for name, arguments in commands(REQUEST, {"LOG_LEVEL": "DEBUG"}).items()}
    assert told["mailbox"] == "manage.py mailbox --port 2525"
    assert told["worker"].startswith("celery --app eig.celery worker ")
    assert told["beat"].startswith("celery --app eig.celery beat --schedule /data/beat-schedule ")
    assert told["web"].startswith("gunicorn eig.wsgi:application --bind 127.0.0.1:8123 ")
    assert told["worker"].endswith("--loglevel DEBUG")


@pytest.mark.parametrize(
    ("host", "bound"), [("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80"), ("example", "example:80")]
)
def test_an_address_is_written_as_servers_read_it(host, bound):
    assert bound in web(host, 80, {})


@pytest.mark.parametrize("debug", ["1", "true", "on"])
def test_debugging_uses_the_server_that_reloads(debug):
    assert web("127.0.0.1", 80, {"DEBUG": debug}) == ["manage.py", "runserver", "127.0.0.1:80"]


def test_nobody_answers_where_nobody_listens():
    assert not page_answers("127.0.0.1", 9)


def test_the_welcome_says_where_and_how():
    text = welcome("http://localhost:8123/", "candidate  chloe@poste.example", Path("/data/logs"), 4.2)
    assert "Ready in 4.2 s" in text
    assert "http://localhost:8123/courriels/" in text
    assert "http://localhost:8123/compte/connexion/" in text
    assert "chloe@poste.example" in text


def test_an_empty_site_promises_no_account():
    assert "sign in" not in welcome("http://localhost:8123/", "", Path("/data/logs"), 1)
