"""From a selected challenge to its public page."""

from datetime import date, datetime

import pytest

from challenges.catalogue.workflow import framing
from challenges.proposal.states import ChallengeStatus as S
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.promotions import ProfileFactory, ProfileFamilyFactory, PromotionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return datetime(2020, 4, 20, 10, tzinfo=PARIS)


@pytest.fixture
def selected(agent):
    challenge = ChallengeFactory(selected=True, title="Newsroom", authors=[agent])
    PositionFactory(challenge=challenge, family=ProfileFamilyFactory(slug="developpement"), seats=1)
    return challenge


PAGE = {
    "public_title": "Open Collectivités",
    "summary": "Toutes les données des collectivités, enfin lisibles.",
    "sheet": "Le problème.\n\nLa solution.",
    "town": "Paris",
    "telework": "Deux jours par semaine",
    "starts_on": date(2020, 9, 1),
    "months": 10,
}


def frame(challenge, by, at, **changes):
    framing.frame(challenge, {**PAGE, **changes}, by=by, at=at)
    challenge.refresh_from_db()
    return challenge


def test_framing_writes_the_page_and_its_address(selected, coordination, at, letters):
    frame(selected, coordination, at)
    assert (selected.public_title, selected.title, selected.slug) == (
        "Open Collectivités",
        "Newsroom",
        "open-collectivites",
    )
    assert (selected.key, selected.status) == ("open collectivites", S.SELECTED)
    assert letters() == []
    assert Entry.objects.about(selected).get().sentence == "Cadrage enregistré"


def test_publishing_tells_the_authors_the_address(selected, coordination, at, letters):
    frame(selected, coordination, at)
    framing.publish(selected, reason="Accord donné au téléphone.", by=coordination, at=at)
    selected.refresh_from_db()
    assert (selected.status, selected.published_at) == (S.PUBLISHED, at)
    [letter] = letters("challenges/published")
    assert "/defis/open-collectivites/" in letter.text


@pytest.mark.parametrize(
    ("lack", "sentence"),
    [
        ({"public_title": ""}, "un titre public"),
        ({"sheet": ""}, "une fiche publique"),
        ({"summary": ""}, "une phrase de présentation"),
        ({"positions": []}, "au moins un poste"),
    ],
)
def test_an_unfinished_page_is_not_published(selected, coordination, at, lack, sentence):
    frame(selected, coordination, at, **lack)
    with pytest.raises(StepRefused, match=sentence):
        framing.publish(selected, reason="Accord donné au téléphone.", by=coordination, at=at)
    selected.refresh_from_db()
    assert selected.status == S.SELECTED


def test_a_published_page_stays_whole_and_where_it_is(selected, coordination, at):
    frame(selected, coordination, at)
    framing.publish(selected, reason="Accord donné au téléphone.", by=coordination, at=at)
    frame(selected, coordination, at, public_title="Open Collectivités 2")
    assert (selected.public_title, selected.slug) == ("Open Collectivités 2", "open-collectivites")
    with pytest.raises(StepRefused, match="manquerait : une fiche publique"):
        frame(selected, coordination, at, sheet="")
    selected.refresh_from_db()
    assert selected.sheet


def test_two_challenges_of_one_name_have_two_addresses(selected, coordination, at):
    promotion = PromotionFactory(slug="eig-9")
    first, second, third = (ChallengeFactory(selected=True, promotion=promotion) for _ in range(3))
    slugs = [frame(challenge, coordination, at).slug for challenge in (selected, first, second, third)]
    expected = [
        "open-collectivites",
        "open-collectivites-eig-9",
        "open-collectivites-eig-9-2",
        "open-collectivites-eig-9-3",
    ]
    assert slugs == expected
    assert frame(first, coordination, at).slug == "open-collectivites-eig-9"


def test_positions_are_refined_and_keep_their_identity(selected, coordination, at):
    development, design = selected.positions.get().family, ProfileFamilyFactory(slug="design")
    known, profile = selected.positions.get(), ProfileFactory(family=development)
    rows = [
        {"family": development, "seats": 2, "profiles": [profile], "mission": "Écrire le code."},
        {"family": design, "seats": 1, "profiles": [], "mission": "Comprendre les usages."},
    ]
    frame(selected, coordination, at, positions=rows)
    refined = selected.positions.get(family=development)
    assert (refined.pk, refined.seats, list(refined.profiles.all())) == (known.pk, 2, [profile])
    frame(selected, coordination, at, positions=rows[:1])
    assert selected.positions.count() == 1


def test_one_family_is_sought_once(selected, coordination, at):
    family = selected.positions.get().family
    with pytest.raises(StepRefused, match="une fois"):
        frame(selected, coordination, at, positions=[{"family": family, "seats": 1}] * 2)


@pytest.mark.parametrize("trait", ["submitted", "preselected", "set_aside"])
def test_only_a_selected_challenge_is_framed(trait, coordination, at):
    with pytest.raises(StepRefused, match="retenu"):
        frame(ChallengeFactory(**{trait: True}), coordination, at)
