"""The letters of a demonstration: listed, searched, shown without danger, and nowhere else."""

import os
from email.message import EmailMessage

import pytest
from django.urls import reverse

from eig.demo.mailbox import maildir, received, was_received

MAILBOX = reverse("mailbox")


def put(directory, to="camille@mel.example", subject="Votre code", html="", at=None) -> str:
    """A letter in the Maildir; returns its key."""
    message = EmailMessage()
    message["To"], message["Subject"], message["Message-ID"] = to, subject, f"<{subject.encode().hex()}@eig.example>"
    message.set_content(f"Bonjour,\n\n{subject} : https://eig.example/suivi/")
    if html:
        message.add_alternative(html, subtype="html")
    key = maildir(str(directory)).add(message.as_bytes())
    if at:
        os.utime(directory / "new" / key, (at, at))
    return key


@pytest.fixture
def box(demonstration, tmp_path):
    """An empty Maildir on a demonstration."""
    directory = tmp_path / "mail"
    demonstration.MAILBOX_DIR = str(directory)
    maildir(str(directory))
    return directory


def test_an_empty_box_says_how_to_fill_it(client, box):
    assert "Demandez par exemple un code de connexion" in client.get(MAILBOX).content.decode()


def test_the_newest_first_and_no_need_to_sign_in(client, box):
    put(box, subject="Ancien", at=1_000_000)
    put(box, subject="Récent", at=2_000_000)
    html = client.get(MAILBOX).content.decode()
    assert html.index("Récent") < html.index("Ancien")
    assert "2\u00a0courriels" in html


def test_a_place_prepared_beforehand_receives_letters_too(demonstration, tmp_path):
    (tmp_path / "mail").mkdir()
    put(tmp_path / "mail")
    assert len(list((tmp_path / "mail" / "new").iterdir())) == 1


def test_by_recipient(client, box):
    put(box, to="Awa@Mel.example", subject="Pour Awa")
    put(box, subject="Pour Camille")
    html = client.get(MAILBOX, {"a": "awa@"}).content.decode()
    assert "Pour Awa" in html
    assert "Pour Camille" not in html
    assert "Aucun courriel pour ce destinataire" in client.get(MAILBOX, {"a": "zoe"}).content.decode()


def test_by_pages(client, box):
    for rank in range(31):
        put(box, subject=f"Lettre {rank}", at=1_000_000 + rank)
    assert "Lettre 0<" not in client.get(MAILBOX).content.decode()
    assert "Lettre 0<" in client.get(MAILBOX, {"page": 2}).content.decode()


def test_a_letter_shows_its_text_with_links(client, box):
    key = put(box, html="<html><head></head><body><p>Version riche</p></body></html>")
    response = client.get(reverse("mailbox_letter", args=[key]))
    html = response.content.decode()
    assert '<a href="https://eig.example/suivi/"' in html
    assert "Version riche" not in html
    assert "sandbox" in html
    assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_its_html_can_do_nothing(client, box):
    key = put(box, html="<html><head></head><body><script>alert(1)</script></body></html>")
    response = client.get(reverse("mailbox_html", args=[key]))
    policy = response["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "allow-scripts" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_letter_without_html_has_no_frame(client, box):
    assert "<iframe" not in client.get(reverse("mailbox_letter", args=[put(box)])).content.decode()


@pytest.mark.parametrize("key", ["inconnue", "..", "%2e%2e"])
def test_an_unknown_key_is_not_found(client, box, key):
    assert client.get(f"{MAILBOX}{key}/").status_code in (404, 301)
    assert client.get(f"{MAILBOX}{key}/html/").status_code in (404, 301)


@pytest.mark.parametrize(("demo", "directory"), [(False, "box"), (True, "")])
def test_it_exists_nowhere_else(client, box, demonstration, demo, directory):
    key = put(box)
    demonstration.DEMO, demonstration.MAILBOX_DIR = demo, directory and str(box)
    for name, args in (("mailbox", []), ("mailbox_letter", [key]), ("mailbox_html", [key])):
        assert client.get(reverse(name, args=args)).status_code == 404


def test_the_sink_knows_what_it_received(box, demonstration):
    put(box)
    (letter,) = received()
    assert was_received(letter.content["Message-ID"]) is True
    assert was_received("<other@eig.example>") is False
    demonstration.MAILBOX_DIR = ""
    assert was_received(letter.content["Message-ID"]) is None
