"""Words sought in the catalogue: stems, accents, beginnings, typos, and an index kept by the database."""

from datetime import date

import pytest

from challenges.administrations.models.administrations import Administration
from challenges.administrations.states import Region
from challenges.catalogue.models.catalogue import public
from challenges.catalogue.models.entries import CatalogueEntry, CatalogueWord
from challenges.catalogue.models.facets import Sought
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.positions import Position
from eig.common.clock import paris
from eig.journal.steps import take_step
from tests.factories.challenges import AdministrationFactory, ChallengeFactory, PositionFactory
from tests.factories.promotions import ProfileFactory, ProfileFamilyFactory, PromotionFactory

pytestmark = pytest.mark.django_db
MAY = paris(date(2020, 5, 10), 10)


@pytest.fixture
def fish():
    """A published challenge among others."""
    host = AdministrationFactory(name="Direction des pêches maritimes")
    fish = ChallengeFactory(
        published=True,
        title="MonitorFish",
        summary="Mieux contrôler les navires de pêche, au cœur de l’océan",
        sheet="Les données arrivent par satellite.",
        administration=host,
        town="Étel",
    )
    family = ProfileFamilyFactory(slug="data", name="Data")
    position = PositionFactory(challenge=fish, family=family, skills_wished=["Python", "PostGIS"])
    position.profiles.add(ProfileFactory(family=family, name="géomatique"))
    ChallengeFactory(published=True, title="Open Justice", summary="Rendre les décisions publiques", town="Paris")
    return fish


def found(text):
    return [challenge.title for challenge in public().search(text)]


@pytest.mark.parametrize(
    "text",
    [
        "peche", "PÊCHES", "contrôles", "controle", "contrôlée", "navire", "ocean", "coeur", "cœur de l’océan",
        "monitor",
        "fish", "Direction pêche", "pêche maritime Étel", "etel", "satellites", "donnée", "postgis", "geomatique",
        "les pêches", "d'etel", "maritim",
    ],
)  # fmt: skip
def test_stems_accents_and_beginnings(fish, text):
    assert found(text) == ["MonitorFish"]


@pytest.mark.parametrize("text", ["avion", "pêche Lyon", "%", "'; --", "x_c", "a | b & !", "&", "*", "\\"])
def test_what_is_not_said_is_not_found(fish, text):
    assert found(text) == []


def test_a_word_that_says_nothing_counts_when_alone(fish):
    other = ChallengeFactory(published=True, title="La Poste")
    assert found("la") == [other.title]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("monitrofish", "monitorfish"),
        ("pehce", "pêche"),
        ("peches maritmes", "pêches maritimes"),
        ("diretcion", "direction"),
        ("justcie", "justice"),
        ("océna", "océan"),
        ("xylophone", ""),
        ("%", ""),
    ],
)
def test_a_typo_is_guessed_from_what_the_catalogue_says(fish, typed, meant):
    assert found(typed) == []
    assert CatalogueWord.objects.meant_by(typed) == meant
    assert bool(meant) == bool(meant and found(meant))


def test_a_guess_never_says_what_is_not_published(fish):
    secret = ChallengeFactory(selected=True, title="Ornithorynque", public_title="Ornithorynque", sheet="…")
    assert CatalogueWord.objects.meant_by("ornithorinque") == ""
    take_step(secret, "publish", by=None, at=MAY, published_at=MAY, slug="ornithorynque")
    assert CatalogueWord.objects.meant_by("ornithorinque") == "ornithorynque"


def test_the_most_telling_comes_first(fish):
    ChallengeFactory(published=True, title="Aurore", sheet="On y parle une fois de justice.")
    shown = public().search("justice").facets(Sought(q="justice")).shown
    assert [card["public_title"] for card in shown] == ["Open Justice", "Aurore"]


def test_the_index_follows_whoever_writes(fish):
    Challenge.objects.filter(pk=fish.pk).update(public_title="Sirius")
    assert found("sirius") == ["MonitorFish"]
    assert found("monitorfish") == []
    fish.administration.name = "Office des forêts"
    fish.administration.save()
    assert found("forêt") == ["MonitorFish"]
    position = fish.positions.get()
    position.profiles.clear()
    assert found("géomatique") == []
    position.delete()
    assert found("postgis") == []


def test_a_challenge_leaves_no_entry(fish):
    fish.delete()
    assert CatalogueEntry.objects.count() == 1


def _narrowed(rows, sought):
    """The challenges that pass every filter, one condition after the other."""
    return rows.filter(*sought.conditions(Position.objects.all()).values())


def test_counts_agree_with_what_each_choice_shows(fish):
    """Whatever the filters, each count is the length of the list that it announces."""
    past = PromotionFactory(archived=True)
    Administration.objects.filter(pk=fish.administration_id).update(region=Region.BRETAGNE)
    for number in range(6):
        row = ChallengeFactory(
            published=True, promotion=past if number % 2 else fish.promotion, title=f"Pêche {number}"
        )
        for slug in ("data", "design")[: 1 + number % 3 % 2]:
            PositionFactory(challenge=row, family=ProfileFamilyFactory(slug=slug))
    rows = public().search("pêche")
    base = {"q": "pêche", "open_promotions": (fish.promotion_id,)}
    for given in (
        {},
        {"family": "data"},
        {"family": "data", "state": "passe"},
        {"promotion": past.slug},
        {"region": "53", "state": "ouvert"},
    ):
        facets = rows.facets(Sought(**base, **given))
        assert facets.total == len(facets.shown) == _narrowed(rows, Sought(**base, **given)).count()
        for name, choices in facets.choices.items():
            for choice in choices:
                wanted = Sought(**base, **{**given, name: choice.value})
                assert _narrowed(rows, wanted).count() == choice.total, (given, name, choice)
        for name in given:
            rest = {key: value for key, value in given.items() if key != name}
            assert facets.without[name] == _narrowed(rows, Sought(**base, **rest)).count()
