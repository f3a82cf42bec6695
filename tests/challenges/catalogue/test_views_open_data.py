"""The catalogue for machines: feeds, calendar, JSON, CSV, and what search engines read."""

import csv
import io
import json
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from icalendar import Calendar

from challenges.catalogue.views.open_data import COLUMNS
from eig.common import clock
from eig.common.clock import paris
from tests.factories.challenges import ChallengeFactory, PositionFactory, SkillFactory
from tests.factories.promotions import ProfileFamilyFactory, PromotionFactory, WindowFactory

MAY = paris(date(2020, 5, 10), 10)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(db):
    """Two published challenges of EIG 4, and one that is not."""
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=promotion, candidates=True)
    for number, title in enumerate(("Ancien", "=Récent & fort")):
        challenge = ChallengeFactory(
            promotion=promotion, published=True, title=title, published_at=MAY - timedelta(days=9 - number)
        )
        PositionFactory(
            challenge=challenge, family=ProfileFamilyFactory(slug="design", name="Design", order=0), seats=1
        )
        PositionFactory(challenge=challenge, family=ProfileFamilyFactory(slug="data", name="Data", order=1), seats=2)
    ChallengeFactory(promotion=promotion, selected=True, title="Secret")
    with clock.moved_to(MAY):
        yield challenge


@pytest.fixture
def get(client, published, django_assert_num_queries):
    """``get(name, queries, *args)``: the answer of an address, after exactly that many queries to the database."""

    def read(name, queries, *args):
        with django_assert_num_queries(queries):
            response = client.get(reverse(name, args=args))
        assert response.status_code == 200
        assert b"Secret" not in response.content
        return response

    return read


@pytest.mark.parametrize(("name", "item"), [("challenges:rss", "item"), ("challenges:atom", f"{ATOM}entry")])
def test_feeds_begin_with_the_last_one(get, published, name, item):
    items = list(ET.fromstring(get(name, 2).content).iter(item))
    assert len(items) == 2
    text = ET.tostring(items[0], encoding="unicode")
    assert "=Récent &amp; fort" in text
    assert f"/defis/{published.slug}/" in text


def test_the_calls_are_a_calendar(get):
    response = get("challenges:calendar", 1)
    assert response["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["summary"] == "Appel à candidatures (EIG 4)"
    assert event["dtend"].dt == paris(date(2020, 6, 7), 23)


def test_json_holds_what_the_schema_says(get, published):
    content = json.loads(get("challenges:json", 3).content)
    assert content["licence"] == "Licence Ouverte 2.0"
    first = content["defis"][0]
    assert list(first) == [column.name for column in COLUMNS]
    assert (first["titre"], first["profils"], first["equipe"]) == ("=Récent & fort", ["Design", "Data"], 3)
    assert (first["arrivee"], first["duree_mois"]) == ("2020-09-01", 10)
    assert first["adresse"].endswith(f"/defis/{published.slug}/")


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(get):
    response = get("challenges:csv", 3)
    assert response.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["titre"] for row in rows] == ["'=Récent & fort", "Ancien"]
    assert rows[0]["profils"] == "Design ; Data"


def test_the_schema_page_explains_every_column(get):
    html = get("challenges:open_data", 0).content.decode()
    for column in COLUMNS:
        assert f"<code>{column.name}</code>" in html


def test_search_engines_know_every_public_address(get, published, client):
    xml = get("sitemap_xml", 3).content.decode()
    ET.fromstring(xml.encode())
    assert f"http://testserver/defis/{published.slug}/</loc><lastmod>2020-05-02" in xml
    assert "/promotions/eig-4/" in xml
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_a_page_describes_its_positions_while_one_may_apply(get, published):
    for name, required in (("Écriture claire", True), ("Prototypage", False)):
        published.positions.first().skill_links.create(skill=SkillFactory(name=name), required=required)
    html = get("challenges:detail", 6, published.slug).content.decode()
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "<" not in block
    first, second = json.loads(block)["@graph"]
    assert (first["@type"], first["title"]) == ("JobPosting", "Design – =Récent & fort")
    assert (first["skills"], "skills" in second) == ("Écriture claire, Prototypage", False)
    assert (second["totalJobOpenings"], second["jobStartDate"]) == (2, "2020-09-01")
    assert first["validThrough"] == "2020-06-07T21:00:00+00:00"
    assert f'<link rel="canonical" href="http://testserver/defis/{published.slug}/">' in html
    assert '<meta property="og:title" content="=Récent &amp; fort">' in html


def test_no_posting_once_the_call_is_closed(client, published):
    with clock.moved_to(paris(date(2020, 6, 7), 23)):
        html = client.get(reverse("challenges:detail", args=[published.slug])).content.decode()
    assert "ld+json" not in html


def test_what_administrations_write_never_ends_the_data_block(client, published):
    published.summary = "</script><script>alert(1)</script>"
    published.save()
    html = client.get(reverse("challenges:detail", args=[published.slug])).content.decode()
    assert "<script>alert" not in html


def test_the_way_back_keeps_the_filters(client, published):
    page = reverse("challenges:detail", args=[published.slug])
    html = client.get(page, headers={"Referer": "http://testserver/defis/?profil=design&page=2"}).content.decode()
    assert 'href="/defis/?profil=design&amp;page=2">Revenir aux résultats' in html
    for elsewhere in ("https://ailleurs.example/defis/?q=x", "http://testserver/", ""):
        html = client.get(page, headers={"Referer": elsewhere}).content.decode()
        assert 'href="/defis/">Tous les défis' in html


def test_promotions_show_their_figures_and_what_became_of_challenges(client, published, django_assert_num_queries):
    past = PromotionFactory(
        name="EIG 2", slug="eig-2", archived=True, starts_on=date(2018, 1, 1), official_candidates=208, official_kept=1
    )
    ChallengeFactory(promotion=past, published=True, title="Archifiltre", outcome="Utilisé par des archivistes.")
    PromotionFactory(public=False, name="Cachée", slug="cachee")
    with django_assert_num_queries(2):
        html = client.get(reverse("challenges:promotions")).content.decode()
    assert html.index("EIG 4") < html.index("EIG 2")
    assert "208 candidatures" in html
    assert "1 défi retenu" in html
    assert "Cachée" not in html
    with django_assert_num_queries(4):
        html = client.get(reverse("challenges:promotion", args=["eig-2"])).content.decode()
    assert "Utilisé par des archivistes." in html
    assert client.get(reverse("challenges:promotion", args=["cachee"])).status_code == 404
