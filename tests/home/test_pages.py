"""Pages that everyone may read, and error pages in the same look."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.views import defaults

from eig.home.views.pages import MISSING

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
    assert "Rien n’a été envoyé" in render_to_string("403_csrf.html", request=None)


def test_pages_send_a_strict_policy(client):
    policy = client.get(reverse("sitemap"))["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
