"""Pages that everyone may read, and error pages in the same look."""

import re
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from eig.home.views.errors import bad_request
from eig.home.views.pages import MISSING
from eig.pages.workflow import create as write_page
from eig.pages.workflow import publish
from tests.factories.promotions import PromotionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "queries"), [("legal_notice", 1), ("accessibility", 1), ("personal_data", 1), ("sitemap", 2)]
)
def test_public_pages_cost_next_to_nothing(client, name, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        page = client.get(reverse(name))
    assert page.status_code == 200
    assert "<h1>" in page.content.decode()


def test_the_map_of_who_is_signed_in_has_their_pages(client_for, coordination):
    page = client_for(coordination).get(reverse("sitemap")).content.decode()
    for name in ("juries:desk", "mentoring:missions", "account", "admin:index"):
        assert f'href="{reverse(name)}"' in page


def test_unknown_facts_are_said_to_be_missing(client, settings):
    settings.LEGAL = dict.fromkeys(settings.LEGAL, "")
    assert MISSING in client.get(reverse("legal_notice")).content.decode()
    settings.LEGAL = settings.LEGAL | {"publisher": "Une <direction>"}
    assert "Une &lt;direction&gt;" in client.get(reverse("legal_notice")).content.decode()


def test_accessibility_claims_nothing_without_an_audit(client):
    assert "non conforme" in client.get(reverse("accessibility")).content.decode()


@pytest.mark.parametrize("demo", [True, False])
def test_the_demonstration_says_so_on_every_page(client, settings, demo):
    settings.DEMO = demo
    assert ("les notes et décisions affichées sont inventées" in client.get("/nulle-part/").content.decode()) is demo


@pytest.mark.parametrize("brand", [True, False])
def test_the_brand_of_the_state_is_off_unless_asked(client, settings, brand):
    settings.STATE_BRAND = brand
    assert ("République" in client.get(reverse("sitemap")).content.decode()) is brand


def test_the_mailbox_is_offered_only_where_it_exists(client, settings):
    assert "/courriels/" not in client.get(reverse("sitemap")).content.decode()
    settings.MAILBOX_DIR = "/somewhere"
    assert "/courriels/" in client.get(reverse("sitemap")).content.decode()


def test_a_lost_reader_is_helped(client):
    page = client.get("/nulle-part/")
    assert page.status_code == 404
    assert "Cette page n’existe pas" in page.content.decode()


def test_the_error_page_needs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = defaults.server_error(RequestFactory().get("/"))
    assert "Une erreur est survenue" in page.content.decode()


def test_a_refused_request_needs_no_context():
    page = defaults.bad_request(RequestFactory().get("/"), ValueError())
    assert "Demande incomprise" in page.content.decode()


def test_a_stale_form_says_that_nothing_was_sent():
    page = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "someone@service.example"})
    assert page.status_code == 403
    assert "Rien n’a été envoyé" in page.content.decode()


def test_a_request_that_makes_no_sense_is_answered_in_words(rf):
    page = bad_request(rf.get("/"), SuspiciousOperation())
    assert page.status_code == 400
    assert "Demande incomprise" in page.content.decode()


def test_pages_send_a_strict_policy(client):
    policy = client.get(reverse("sitemap"))["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def shared(page: str) -> dict[str, str]:
    """What a page says of itself to the sites where its address is shared."""
    return dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page))


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Accueil"),
        ("/defis/", "Les défis"),
        ("/defis/?q=pêche", "Les défis&nbsp;: pêche"),
        ("/promotions/", "Les promotions"),
        ("/promotions/eig-4/", "Promotion EIG 4"),
        ("/donnees-ouvertes/", "Données ouvertes"),
        ("/mentions-legales/", "Mentions légales"),
        ("/temoignages/", "Témoignages"),
    ],
)
def test_a_public_page_that_is_shared_has_a_title_and_a_picture(client, coordination, at, path, title):
    PromotionFactory(name="EIG 4", slug="eig-4")
    written = write_page(slug="temoignages", title="Témoignages", body="Texte.", by=coordination, at=at)
    publish(written, by=coordination, at=at)
    page = client.get(path).content.decode()
    said = shared(page)
    assert (said["title"], said["type"]) == (title, "website")
    assert said["site_name"] == "Entrepreneurs d’intérêt général"
    assert said["url"] == f"http://testserver{path.partition('?')[0]}"
    assert said["image"] == "http://testserver/static/img/share.png"
    assert f'<meta name="description" content="{said["description"]}">' in page
    assert said["description"]


def test_the_picture_has_the_size_that_is_said_and_is_light():
    content = Path(finders.find("img/share.png")).read_bytes()
    assert struct.unpack(">II", content[16:24]) == (1200, 630)
    assert content.startswith(b"\x89PNG")
    assert len(content) < 60_000


def test_private_pages_say_nothing_to_those_who_share_them(client_for, client, coordination):
    assert shared(client.get(reverse("account_login")).content.decode()) == {}
    for name in ("home", "account", "challenges:mine", "candidates:mine"):
        assert shared(client_for(coordination).get(reverse(name)).content.decode()) == {}
