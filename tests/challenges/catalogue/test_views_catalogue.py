"""The public catalogue: search, filters, pages, and what it never shows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.states import StakeholderKind
from eig.common import clock
from eig.common.clock import paris
from eig.promotions.models.programmes import Promotion
from tests.factories.challenges import ChallengeFactory, PositionFactory, StakeholderFactory
from tests.factories.promotions import ProfileFactory, ProfileFamilyFactory, PromotionFactory, WindowFactory

MAY = paris(date(2020, 5, 10), 10)
SECOND = timedelta(seconds=1)


@pytest.fixture
def promotion(db):
    """EIG 4, whose call for candidates closes on 7 June 2020 at 23:00."""
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=promotion, candidates=True)
    return promotion


@pytest.fixture(autouse=True)
def in_may():
    with clock.moved_to(MAY):
        yield


@pytest.fixture
def read(client):
    """The text of the catalogue for a query string."""

    def get(**params):
        response = client.get(reverse("challenges:catalogue"), params)
        assert response.status_code == 200
        return response.content.decode()

    return get


def published(promotion, title, families=(), **fields):
    challenge = ChallengeFactory(promotion=promotion, title=title, published=True, **fields)
    for slug in families:
        PositionFactory(challenge=challenge, family=ProfileFamilyFactory(slug=slug))
    return challenge


def titles(html):
    return [part.partition("</a>")[0].rpartition(">")[2] for part in html.split("<h2><a ")[1:]]


def test_published_challenges_are_shown_in_alphabetical_order(promotion, read):
    for title in ("Zéphyr", "Écoles", "MonitorFish"):
        published(promotion, title, ["design"])
    assert titles(read()) == ["Écoles", "MonitorFish", "Zéphyr"]


@pytest.mark.parametrize("trait", ["submitted", "preselected", "selected", "set_aside"])
def test_what_is_not_published_is_not_shown(promotion, read, client, trait):
    challenge = ChallengeFactory(promotion=promotion, slug="secret", **{trait: True})
    assert challenge.title not in read()
    assert client.get(reverse("challenges:detail", args=["secret"])).status_code == 404


def test_a_promotion_that_is_not_public_is_not_shown(client, read, db):
    challenge = published(PromotionFactory(public=False), "Caché")
    assert "Caché" not in read()
    assert client.get(reverse("challenges:detail", args=[challenge.slug])).status_code == 404


def test_the_newest_publication_or_the_title_come_first_when_asked(promotion, read):
    published(promotion, "Ancien", published_at=MAY - timedelta(days=9))
    published(promotion, "Zéphyr", published_at=MAY - timedelta(days=1))
    assert titles(read(tri="parution")) == ["Zéphyr", "Ancien"]
    assert titles(read(tri="titre")) == ["Ancien", "Zéphyr"]
    assert titles(read(tri="n’importe quoi")) == ["Ancien", "Zéphyr"]


def test_filters_say_how_many_they_leave(promotion, read):
    before = PromotionFactory(name="EIG 2", slug="eig-2", starts_on=date(2018, 1, 1), archived=True)
    published(promotion, "Un", ["design", "data"])
    published(promotion, "Deux", ["design"])
    published(before, "Trois", ["data"])
    html = read()
    assert "Design (2)" in html
    assert "Data (2)" in html
    assert html.index("EIG 4 (2)") < html.index("EIG 2 (1)")
    html = read(profil="design")
    assert titles(html) == ["Deux", "Un"]
    assert "EIG 2 (" not in html
    assert "Data (2)" in html
    assert '<option value="design" selected>' in html
    assert 'href="/defis/" title="Retirer le filtre Design"' in html
    assert titles(read(promotion="eig-2")) == ["Trois"]
    assert titles(read(profil="data", promotion="eig-4", q="un")) == ["Un"]


def test_the_newest_promotion_comes_first(promotion, read):
    published(PromotionFactory(starts_on=date(2018, 1, 1)), "Ancien")
    published(promotion, "Zéphyr")
    assert titles(read()) == ["Zéphyr", "Ancien"]


def test_an_empty_result_offers_a_way_out(promotion, read):
    published(promotion, "Un")
    assert "Aucun défi ne correspond" in read(q="rien")
    Challenge.objects.all().delete()
    assert "Le catalogue est encore vide" in read()


def test_cards_say_the_profiles_with_their_seats(promotion, read):
    challenge = published(promotion, "LABEL")
    PositionFactory(challenge=challenge, family=ProfileFamilyFactory(slug="developpement"), seats=2)
    assert "Developpement\u00a0×\u00a02" in read()


@pytest.mark.parametrize("salary", ["4 000 € nets par mois", ""])
def test_a_page_says_the_salary_of_the_promotion_if_it_has_one(promotion, client, salary):
    Promotion.objects.update(salary_text=salary)
    page = reverse("challenges:detail", args=[published(promotion, "MonitorFish").slug])
    html = client.get(page).content.decode()
    assert (f"<dt>Rémunération</dt><dd>{salary}</dd>" in html) == ("Rémunération" in html) == bool(salary)


def test_a_page_says_which_trades_may_apply(promotion, client):
    position = PositionFactory(challenge=published(promotion, "MonitorFish"))
    for order, name in enumerate(("Designer de service", "Ergonome")):
        position.profiles.add(ProfileFactory(family=position.family, name=name, order=order))
    page = client.get(reverse("challenges:detail", args=[position.challenge.slug])).content.decode()
    assert page.index(">Designer de service<") < page.index(">Ergonome<")


def test_open_applications_are_said_until_the_closing_second(promotion, read, client):
    challenge = published(promotion, "MonitorFish")
    page = reverse("challenges:detail", args=[challenge.slug])
    closing = promotion.windows.get().closes_at
    with clock.moved_to(closing - SECOND):
        assert "Candidatures ouvertes" in read()
        html = client.get(page).content.decode()
        assert f'href="{reverse("candidates:mine")}">Candidater</a>' in html.partition("<main")[2]
        assert "dimanche 7\u00a0juin 2020 à 23\u00a0h\u00a000, heure de Paris" in html
    with clock.moved_to(closing):
        assert "Candidatures ouvertes" not in read()
        html = client.get(page).content.decode().partition("<main")[2].partition("</main")[0]
        assert "Candidater</a>" not in html
        assert "closes depuis le dimanche 7" in html
    with clock.moved_to(promotion.windows.get().opens_at - SECOND):
        assert "Ouverture des candidatures" in client.get(page).content.decode()


def test_the_catalogue_goes_by_pages_that_keep_the_filters(promotion, read):
    for number in range(21):
        published(promotion, f"Défi {number:02}")
    html = read(promotion="eig-4")
    assert len(titles(html)) == 20
    assert "?promotion=eig-4&amp;page=2" in html
    assert titles(read(promotion="eig-4", page=2)) == ["Défi 20"]
    assert titles(read(page="n’importe quoi"))[0] == "Défi 00"


@pytest.mark.smoke
def test_a_page_shows_the_challenge_and_no_name(promotion, client):
    challenge = published(
        promotion,
        "MonitorFish",
        summary="Aider la mer.",
        telework="2 jours par semaine",
        outcome="En service.",
        town="Brest",
    )
    PositionFactory(challenge=challenge, skills_required=["Écrire du code"], mission="Bâtir <b>vite</b>.")
    StakeholderFactory(challenge=challenge, name="Lou Petit", function="Cheffe du contrôle")
    StakeholderFactory(challenge=challenge, kind=StakeholderKind.HR, function="Gestionnaire")
    html = client.get(reverse("challenges:detail", args=[challenge.slug])).content.decode()
    for expected in (
        "Aider la mer.", "Brest", "2 jours par semaine", "mardi 1er\u00a0septembre 2020", "10&nbsp;mois",
        "2\u00a0personnes",
        "Écrire du code</p>", "Bâtir &lt;b&gt;vite&lt;/b&gt;.", "<p>Le problème.</p>", "<p>La solution.</p>",
        "Cheffe du contrôle", "En service.",
    ):  # fmt: skip
        assert expected in html
    for hidden in ("Lou Petit", "Gestionnaire", challenge.stakeholders.first().email):
        assert hidden not in html


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("sought", "queries"),
    [({}, 2), ({"q": "défi", "profil": "design", "etat": "ouvert"}, 2), ({"q": "déffi"}, 4), ({"q": "xyzzy"}, 3)],
)
def test_the_catalogue_costs_the_same_whatever_the_number(
    promotion, client, django_assert_num_queries, count, sought, queries
):
    for number in range(count):
        published(promotion, f"Défi {number}", ["design", "data"])
    with django_assert_num_queries(queries):
        client.get(reverse("challenges:catalogue"), sought)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_whatever_it_holds(promotion, client, django_assert_num_queries, count):
    challenge = published(promotion, "Défi", ["design", "data", "developpement"][:count])
    for number in range(count):
        StakeholderFactory(challenge=challenge)
        published(promotion, f"Voisin {number}", ["design"])
    with django_assert_num_queries(6):
        client.get(reverse("challenges:detail", args=[challenge.slug]))


def test_only_reading_is_possible(client, db):
    assert client.post(reverse("challenges:catalogue")).status_code == 405
