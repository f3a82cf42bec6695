"""« / » for everyone: what is open, what opens next, the figures, the latest challenges."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from eig.common import clock as product_clock
from eig.common.clock import PARIS
from eig.home.doors import WORDS
from eig.home.figures import ROOM, programme_figures
from eig.promotions.models.calendar import Window
from eig.promotions.states import WindowKind
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.mentoring import AcceptedOfferFactory
from tests.factories.promotions import ProgrammeFactory, PromotionFactory, WindowFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/"


def plain(client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.fixture
def promotion(clock):
    row = PromotionFactory(name="EIG 4")
    WindowFactory(promotion=row)
    WindowFactory(promotion=row, candidates=True)
    return row


@pytest.mark.smoke
def test_what_is_open_says_until_when_for_whom_and_how(client, promotion):
    page = plain(client)
    assert "Ouvert en ce moment" in page
    assert "Appel à projets, EIG 4" in page
    assert "Pour les administrations" in page
    assert "vendredi 28 février 2020 à 17 h 00, heure de Paris" in page
    assert f'href="{reverse("challenges:mine")}">Porter un défi</a>' in page


def test_what_opens_next_is_announced_after_it(client, promotion):
    page = plain(client)
    assert page.index("Appel à projets, EIG 4") < page.index("Appel à candidatures, EIG 4")
    assert "lundi 4 mai 2020 à 9 h 00, heure de Paris" in page
    assert 'class="fr-btn" href="/candidature/">' not in page


@pytest.fixture
def other_kinds(db):
    """A database that takes kinds of doors which this version of the site does not know."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE promotions_window DROP CONSTRAINT promotions_window_kind")


def test_a_kind_of_door_that_is_not_listed_is_not_public(other_kinds, client, promotion):
    WindowFactory(promotion=promotion, kind="mediation_week")
    assert "Appel à projets, EIG 4" in plain(client)
    assert list(Window.objects.calls().values_list("kind", flat=True)) == ["call_for_projects", "call_for_candidates"]
    assert "mediation_week" not in client.get(reverse("challenges:calendar")).content.decode()


def test_a_call_that_the_home_page_does_not_present_is_not_on_it(client, promotion, monkeypatch):
    monkeypatch.delitem(WORDS, WindowKind.CALL_FOR_PROJECTS)
    page = plain(client)
    assert "Appel à projets, EIG 4" not in page
    assert "Appel à candidatures, EIG 4" in page


def test_the_time_left_is_said_when_it_is_near(client, promotion):
    with product_clock.moved_to(datetime(2020, 2, 25, 9, tzinfo=PARIS)):
        assert "dans 3 jours" in plain(client)


def test_at_the_closing_second_the_door_is_shut(client, promotion):
    closing = datetime(2020, 2, 28, 17, tzinfo=PARIS)
    with product_clock.moved_to(closing - timedelta(seconds=1)):
        assert "Ouvert en ce moment" in plain(client)
    with product_clock.moved_to(closing):
        page = plain(client)
    assert "Ouvert en ce moment" not in page
    assert "mais le prochain approche" in page
    assert "lundi 4 mai 2020 à 9 h 00" in page


def test_nothing_ahead_is_said_warmly(client, promotion):
    with product_clock.moved_to(datetime(2020, 9, 1, 9, tzinfo=PARIS)):
        page = plain(client)
    assert "Aucun appel n’est ouvert" in page
    assert "ne sont pas encore fixées" in page
    assert reverse("challenges:catalogue") in page


@pytest.mark.parametrize("hidden", [{"public": False}, {"archived": True}])
def test_a_hidden_or_past_promotion_opens_nothing(client, clock, hidden):
    WindowFactory(promotion=PromotionFactory(name="Secrète", **hidden))
    assert "Secrète" not in plain(client)


def test_official_totals_replace_counted_ones(clock):
    PromotionFactory(name="EIG 2", starts_on="2018-01-01", official_kept=13, official_recruited=28)
    counted = PromotionFactory(name="EIG 4")
    AcceptedOfferFactory(challenge=ChallengeFactory.create_batch(3, published=True, promotion=counted)[0])
    ChallengeFactory(promotion=counted)
    PromotionFactory(name="Cachée", public=False, official_kept=99, official_recruited=99)
    figures = programme_figures()
    assert [(str(row.promotion), row.kept.value, row.recruited.value) for row in figures.rows] == [
        ("EIG 2", 13, 28),
        ("EIG 4", 3, 1),
    ]
    assert (figures.promotions, figures.challenges, figures.recruited, figures.administrations) == (2, 16, 29, 3)


def test_the_picture_and_its_table_say_the_same(client, clock):
    PromotionFactory(name="EIG 1", starts_on="2017-01-01", official_kept=9, official_recruited=11)
    PromotionFactory(name="EIG 4", starts_on="2020-09-01", official_kept=17)
    PromotionFactory(name="Commando UX", programme=ProgrammeFactory(name="Commando UX", slug="ux"))
    page = plain(client)
    assert "EIG 1 : 9 défis, 11 personnes." in page
    assert "EIG 4 : 17 défis, recrutement à venir." in page
    assert '<td class="eig-number" data-label="Personnes recrutées">à venir</td>' in page
    assert page.count("<rect") == 4
    assert "Commando UX" not in page
    rows = programme_figures().rows
    assert rows[1].kept.width == ROOM
    assert rows[0].kept.width == round(ROOM * 9 / 17)


def test_an_empty_site_still_reads_well(client, clock):
    page = plain(client)
    assert "<svg" not in page
    assert "Derniers défis" not in page
    assert "Comment ça se passe" in page


def test_the_latest_challenges_are_few_and_newest_first(client, promotion):
    for day in range(1, 6):
        at = datetime(2020, 4, day, tzinfo=PARIS)
        ChallengeFactory(published=True, promotion=promotion, title=f"Défi du {day}", published_at=at)
    ChallengeFactory(promotion=promotion, title="Brouillon secret")
    page = plain(client)
    assert page.index("Défi du 5") < page.index("Défi du 4") < page.index("Défi du 3")
    assert "Défi du 2" not in page
    assert "Brouillon secret" not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_public_page_costs_six_queries_at_most(client, clock, count, django_assert_num_queries):
    for _ in range(count):
        promotion = PromotionFactory(official_recruited=5)
        WindowFactory(promotion=promotion)
        PositionFactory(challenge=ChallengeFactory(published=True, promotion=promotion))
    with django_assert_num_queries(6):
        client.get(ADDRESS)
