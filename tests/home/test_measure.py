"""``manage.py measure``: real figures, and a database left as it was."""

import json
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from challenges.proposal.models.challenges import Challenge
from eig.home import measure
from eig.promotions.models.programmes import Promotion
from tests.factories.challenges import ChallengeFactory
from tests.factories.promotions import ProfileFamilyFactory, PromotionFactory

pytestmark = pytest.mark.django_db


def measured(name) -> list[dict]:
    out = StringIO()
    call_command("measure", name, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_publishing_forty_decisions(coordination):
    page, request, worker = measured("publish")
    assert 0 < page["queries"] <= 15
    assert request["queries"] <= 60
    assert (worker["decisions"], worker["letters"]) == (40, 80)
    assert worker["queries"] <= 60
    assert not Challenge.objects.exists()
    assert not Promotion.objects.exists()


@pytest.fixture
def sized(monkeypatch):
    """``sized(name, **sizes)``: other values for the constants of a bench; each page is asked for once only."""
    monkeypatch.setattr(measure, "ROUNDS", 1)

    def give(name: str, **sizes: int) -> None:
        # The package exports the function under the name of its module.
        bench = import_module(f"eig.home.benches.{name}")
        for constant, value in sizes.items():
            monkeypatch.setattr(bench, constant, value)

    return give


def test_the_catalogue_takes_as_few_queries_whatever_is_asked_and_an_index_answers(sized):
    """With enough challenges for the planner to prefer the index by itself."""
    sized("catalogue", CHALLENGES=600)
    PromotionFactory()
    ProfileFamilyFactory(slug="developpement")
    *pages, search = measured("catalogue")
    assert len(pages) == 8
    assert {page["page"]: page["queries"] for page in pages if page["queries"] > 6} == {}
    assert search["answered_by"] == "Bitmap Index Scan on challenges_entry_document"
    assert any("challenges_entry_document" in line for line in search["plan"])
    assert not Challenge.objects.exists()


def test_the_board_takes_as_few_queries_however_it_is_asked(sized, coordination):
    sized("board", CHALLENGES=8, JURORS=3, CRITERIA=2)
    PromotionFactory()
    pages = measured("board")
    assert pages[0]["page"] == "board: 8 challenges, 32 sheets"
    assert len(pages) == 5
    assert {page["page"]: page["queries"] for page in pages if page["queries"] > 15} == {}


def test_every_page_is_measured_where_an_archived_promotion_comes_first(sized, coordination):
    sized("pages", CATALOGUE=3)
    past, current = PromotionFactory(archived=True), PromotionFactory()
    ChallengeFactory(promotion=past, title="A", published=True, complete=True)
    ChallengeFactory(promotion=current, title="Z", published=True, complete=True)
    pages = measured("pages")
    assert len(pages) == 21
    assert Challenge.objects.count() == 2


@pytest.mark.parametrize("name", ["board", "pages"])
def test_without_a_coordination_there_is_nothing_to_measure(name):
    with pytest.raises(CommandError, match="équipe de coordination"):
        call_command("measure", name)
