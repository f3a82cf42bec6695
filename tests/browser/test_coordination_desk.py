"""The coordination at work in the admin: two people on one file, many challenges at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.proposal.states import ChallengeStatus as S
from eig.common import clock
from tests.browser.conftest import WIDTHS
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.promotions import PromotionFactory
from tests.journeys.world import at

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", [1280], indirect=True),
]
MARCH_5 = at("2020-03-05 10:00")
HERE = "[data-presence]"
BEAT = 31_000


@pytest.fixture
def promotion(groups):
    return PromotionFactory(name="EIG 4", slug="eig-4")


def test_two_people_on_one_file_see_each_other_until_one_leaves(
    visitor, second, signed_in, groups, promotion, coordination
):
    camille = UserFactory(first_name="Camille", last_name="Blanc", is_staff=True)
    camille.groups.add(groups["coordination"])
    challenge = ChallengeFactory(submitted=True, complete=True, promotion=promotion, authors=[UserFactory()])
    page = reverse("admin:challenges_challenge_change", args=[challenge.pk])
    visitor.page.clock.install()
    with clock.moved_to(MARCH_5):
        signed_in(visitor, coordination).go(page)
        assert visitor.page.inner_text(HERE).strip() == ""
        signed_in(second, camille).go(page)
        assert "Inès Coordination a ce dossier ouvert depuis 10 h 00" in said(second)
        beats(visitor)
        assert "Camille Blanc a ce dossier ouvert depuis 10 h 00" in said(visitor)
        visitor.check()
        second.page.close()
    with clock.moved_to(MARCH_5 + timedelta(minutes=2)):
        beats(visitor)
        assert said(visitor) == ""


def beats(person) -> None:
    """Half a minute goes by in the page: it says again that somebody is there."""
    with person.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        person.page.clock.fast_forward(BEAT)
    answer.value.finished()
    person.page.evaluate("() => new Promise(requestAnimationFrame)")


def said(person) -> str:
    return person.page.inner_text(HERE).strip().replace("\xa0", " ")


def test_the_site_seen_as_somebody_else_says_so_and_closes_what_is_private(visitor, signed_in, coordination, agent):
    signed_in(visitor, coordination).go(reverse("see_as", args=[agent.pk]))
    visitor.fill(reason="Elle ne trouve pas où corriger.").press("Voir le site comme cette personne")
    for path in ("", "/suivi/"):
        if path:
            visitor.page.goto(visitor.base + path)
            visitor.errors.clear()
        for width in WIDTHS:
            visitor.at(width).check()
    visitor.reads("reste fermée pendant « voir comme »").press("Redevenir Inès Coordination")


def test_all_the_list_is_ticked_and_preselected_by_keyboard(visitor, signed_in, promotion, coordination, letters):
    for title in ("LABEL", "MonitorFish", "NEOTac"):
        ChallengeFactory(submitted=True, promotion=promotion, title=title, authors=[UserFactory()])
    signed_in(visitor, coordination)
    with clock.moved_to(MARCH_5):
        visitor.go(reverse("admin:challenges_challenge_changelist") + "?etat=submitted")
        visitor.page.locator("#action-toggle").press("Space")
        assert visitor.page.locator("input.action-select:checked").count() == 3
        visitor.page.locator("input.action-select").first.press("Space")
        assert not visitor.page.locator("#action-toggle").is_checked()
        visitor.page.locator("#action-toggle").press("Space")
        visitor.page.select_option("select[name='action']", label="Présélectionner")
        visitor.page.locator("button[name='index']").focus()
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")
        visitor.check().press("Présélectionner : 3").reads("Défis présélectionnés : 3")
    assert set(promotion.challenges.values_list("status", flat=True)) == {S.PRESELECTED}
    assert len(letters("challenges/preselected")) == 3
