"""The home page promises what the promotions whose doors are known do, in their words."""

from datetime import datetime

import pytest
from django.urls import reverse

from eig.common import clock
from eig.common.clock import PARIS
from tests.factories.promotions import ProfileFamilyFactory, PromotionFactory, TargetFactory, WindowFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 2, 4, 10, tzinfo=PARIS)


def opened(*trades: str, **settings):
    """A promotion whose call is open, and the trades that it seeks."""
    promotion = PromotionFactory(**settings)
    WindowFactory(promotion=promotion)
    for order, trade in enumerate(trades):
        TargetFactory(promotion=promotion, family=ProfileFamilyFactory(name=trade, slug=trade.lower(), order=order))
    return promotion


def home(client) -> str:
    with clock.moved_to(NOW):
        return " ".join(client.get(reverse("home")).content.decode().split())


def test_without_a_call_nothing_is_promised_but_a_team(client):
    page = home(client)
    assert "<h1>Une équipe pour relever un défi numérique de l’administration</h1>" in page
    assert "Une équipe recrutée pour lui y construit" in page


def test_one_promotion_says_its_length_its_trades_and_its_word(client):
    opened("Design", "Produit", "Data", months=8, challenge_word="projet", challenge_words="projets")
    page = home(client)
    assert "<h1>Huit mois pour relever un projet numérique de l’administration</h1>" in page
    assert "Une équipe recrutée pour lui (design, produit et data) y construit" in page


def test_promotions_that_differ_promise_what_they_share(client):
    opened("Design", months=8, challenge_word="projet", challenge_words="projets")
    opened("Data", months=10)
    page = home(client)
    assert "<h1>Une équipe pour relever un défi numérique de l’administration</h1>" in page
    assert "(design et data)" in page


def test_a_length_that_each_file_chooses_is_no_promise(client):
    opened("Design", months=10, months_min=6, months_max=12)
    assert "<h1>Une équipe pour" in home(client)
