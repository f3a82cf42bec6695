"""What is typed on a board, or an instant before one leaves a page, is not lost: in Chromium."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidates.selection.models.rankings import RankedLine
from challenges.proposal.models.challenges import Challenge
from eig.common import clock
from tests.browser.test_file import COPIES, DURING, answer, url
from tests.challenges.situations import draft, open_call
from tests.factories.candidates import ApplicationFactory, RankingFactory, a_call, a_position
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.promotions import PromotionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def offer(visitor):
    """The offer of a text that was left, in one row of a board."""
    return lambda row: visitor.page.locator(f"{row} [data-keeper-offer]")


def test_a_reason_left_on_the_board_is_offered_in_its_row(visitor, signed_in, transactional_db, coordination, offer):
    promotion = PromotionFactory()
    first, second = (ChallengeFactory(promotion=promotion, preselected=True) for _ in range(2))
    for challenge in (first, second):
        PositionFactory(challenge=challenge)
    board, row = reverse("admin:challenges_board", args=[promotion.pk]), f"#defi-{first.pk}"
    signed_in(visitor, coordination).go(board)
    visitor.page.locator(f"{row} summary", has_text="Motif").click()
    visitor.page.fill(f"{row} textarea", "Le besoin reste à préciser.")
    expect(visitor.page.locator(f"{row} [data-keeper-said]")).to_contain_text("Gardé dans ce navigateur")
    visitor.go(board).check()
    expect(offer(row)).to_contain_text("Le besoin reste à préciser.")
    expect(offer(f"#defi-{second.pk}")).to_be_hidden()
    offer(row).get_by_role("button", name="Le reprendre").click()
    visitor.page.locator(row).get_by_role("button", name="Ne pas retenir").click()
    expect(visitor.page.locator(f"{row} .eig-reason")).to_have_text("Le besoin reste à préciser.")
    assert Challenge.objects.get(pk=first.pk).pending_reason == "Le besoin reste à préciser."
    visitor.go(board)
    expect(offer(row)).to_be_hidden()
    assert visitor.page.evaluate(COPIES) == []


def test_saving_one_list_leaves_the_ranks_typed_in_another(visitor, signed_in, transactional_db, coordination, offer):
    promotion = a_call()
    positions = [a_position(promotion) for _ in range(2)]
    people = [ApplicationFactory(promotion=promotion, preselected=True) for _ in range(2)]
    for position in positions:
        for number, person in enumerate(people, start=1):
            RankingFactory(position=position, application=person, rank=number)
    board = reverse("admin:candidates_board", args=[promotion.pk])
    first, second = (f"#poste-{position.pk}" for position in positions)
    signed_in(visitor, coordination).go(board)
    visitor.page.fill(f"{second} [name=rank_{people[0].pk}]", "3")
    visitor.page.fill(f"{first} [name=rank_{people[0].pk}]", "4")
    visitor.page.locator(first).get_by_role("button", name="Enregistrer la liste").click()
    visitor.page.wait_for_load_state()
    expect(offer(first)).to_be_hidden()
    offer(second).get_by_role("button", name="Le reprendre").click()
    visitor.page.locator(second).get_by_role("button", name="Enregistrer la liste").click()
    visitor.page.wait_for_load_state()
    expect(offer(second)).to_be_hidden()
    for position in positions:
        ranked = RankedLine.objects.of(position)
        assert [row.application for row in ranked] == [people[1], people[0]]


def test_a_link_waits_for_what_was_just_typed(visitor, signed_in, transactional_db, groups):
    with clock.moved_to(DURING):
        call = open_call()
        challenge = draft(call)
        signed_in(visitor, call.agent).at(1280).go(url("narrative", challenge, 1))
        visitor.page.fill("textarea >> nth=0", "Tapé à l’instant.")
        visitor.page.locator("nav[aria-label] a", has_text=challenge.title).first.click()
        visitor.page.wait_for_url(f"**{url('file', challenge)}")
        assert answer(call) == "Tapé à l’instant."
        assert visitor.page.evaluate(COPIES) == []


def test_signing_out_says_what_it_would_erase(visitor, signed_in, transactional_db, groups, coordination, agent):
    challenge = ChallengeFactory(selected=True, title="Newsroom", authors=[agent])
    PositionFactory(challenge=challenge)
    page, asked = reverse("admin:challenges_challenge_frame", args=[challenge.pk]), []
    signed_in(visitor, coordination).go(page)
    visitor.page.fill("[name=sheet]", "La fiche, à moitié.")
    answers = iter(("dismiss", "accept"))
    visitor.page.on("dialog", lambda dialog: (asked.append(dialog.message), getattr(dialog, next(answers))()))
    out = visitor.page.get_by_role("button", name="Se déconnecter")
    out.click()
    assert visitor.page.input_value("[name=sheet]") == "La fiche, à moitié."
    out.click()
    expect(visitor.page.get_by_text("Vous êtes hors connexion")).to_be_visible()
    assert [message.startswith("Un texte que vous avez écrit") for message in asked] == [True, True]
    assert visitor.page.evaluate(COPIES) == []
