"""Public pages, as anyone sees them."""

import os
from pathlib import Path

import pytest

from challenges.proposal.models.challenges import Challenge
from eig.common import clock
from eig.pages.workflow import load_originals
from tests.architecture.tree import ROOT
from tests.browser.conftest import WIDTHS
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.promotions import ProfileFamilyFactory, PromotionFactory, WindowFactory
from tests.journeys.world import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/", "/defis/", "/alertes/", "/methode/", "/questions-candidats/", "/ressources/")
"""What a call for candidates and the texts of the programme change; ``test_every_page`` opens the others."""
PICTURE = Path(ROOT, "docs", "catalogue.png")


@pytest.fixture
def catalogue():
    """Seventeen published challenges during the call for candidates."""
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    WindowFactory(promotion=promotion, candidates=True)
    for number in range(17):
        challenge = ChallengeFactory(promotion=promotion, published=True, summary="Aider les services à décider.")
        for slug in ("developpement", "design")[: 1 + number % 2]:
            PositionFactory(challenge=challenge, family=ProfileFamilyFactory(slug=slug), seats=1)
    return challenge


def test_public_pages(visitor, catalogue):
    load_originals(at=at("2020-06-02 09:00"))
    with clock.moved_to(at("2020-06-02 10:00")):
        for path in PAGES:
            visitor.go(path)


@pytest.mark.smoke
def test_a_challenge_found_and_read(visitor, catalogue):
    with clock.moved_to(at("2020-06-02 10:00")):
        visitor.go("/defis/")
        if os.environ.get("UPDATE_SCREENSHOTS"):
            visitor.at(WIDTHS[-1]).page.screenshot(path=PICTURE)
            visitor.at(WIDTHS[0])
        visitor.page.fill("main input[name='q']", catalogue.title)
        visitor.press("Chercher|Rechercher|Filtrer|Afficher").follow(catalogue.public_title).reads("Candidater")


def test_an_unknown_address_and_a_withdrawn_challenge(visitor, catalogue):
    Challenge.objects.filter(pk=catalogue.pk).update(status="withdrawn")
    for slug, said in (("inconnu", "page"), (catalogue.slug, "a été retiré de la promotion EIG 4")):
        visitor.page.goto(f"{visitor.base}/defis/{slug}/")
        # The browser itself tells its console of a page that is not there.
        visitor.errors.clear()
        visitor.check().reads(said)
