"""What waits for a button is kept in the browser: a coordinator's framing, a mentor's check-in, in Chromium."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from challenges.catalogue.workflow import framing
from challenges.proposal.models.challenges import Challenge
from eig.common import clock
from eig.common.clock import paris
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.workflow.logging import log_checkin
from mentoring.missions.workflow.opening import open_missions
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, PositionFactory
from tests.factories.mentoring import SUMMER, AcceptedOfferFactory, HostedChallengeFactory, MentorFactory
from tests.mentoring.conftest import ANSWER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID, OFFER = "[data-keeper-said]", "[data-keeper-offer]"
KEPT = "Gardé dans ce navigateur, pas encore enregistré."


@pytest.fixture
def challenge(transactional_db, groups, agent):
    with clock.moved_to(paris(date(2020, 4, 20), 10)):
        row = ChallengeFactory(selected=True, title="Newsroom", authors=[agent], public_title="Newsroom")
        PositionFactory(challenge=row)
        yield row


@pytest.fixture
def checkin(transactional_db, groups):
    challenge = HostedChallengeFactory(title="MonitorFish")
    first, second = (
        MentorFactory(challenge=challenge, user=UserFactory(first_name=name)).user for name in ("Ada", "Lou")
    )
    AcceptedOfferFactory(challenge=challenge)
    open_missions(at=SUMMER)
    with clock.moved_to(paris(date(2020, 9, 28), 10)):
        yield CheckIn.objects.get(form__audience="mentor", period=1), first, second


def test_a_framing_left_halfway_is_offered_again_then_compared(visitor, signed_in, challenge, coordination):
    page = reverse("admin:challenges_challenge_frame", args=[challenge.pk])
    signed_in(visitor, coordination).go(page)
    visitor.page.fill("[name=sheet]", "La fiche, écrite dans le train.")
    expect(visitor.page.locator(SAID)).to_have_text(KEPT)
    for width in (360, 1280):
        visitor.at(width).page.locator("[name=positions-0-mission]").scroll_into_view_if_needed()
        expect(visitor.page.locator(SAID)).to_be_in_viewport(ratio=1)
    assert Challenge.objects.get().sheet == challenge.sheet
    framing.frame(challenge, {"sheet": "La fiche d’un collègue."}, by=coordination, at=clock.now())
    visitor.go(page)
    expect(visitor.page.locator(OFFER)).to_be_visible()
    visitor.check().page.get_by_role("button", name="Le reprendre").click()
    assert visitor.page.input_value("[name=sheet]") == "La fiche, écrite dans le train."
    visitor.page.get_by_role("button", name="Enregistrer le cadrage").click()
    expect(visitor.page.locator(".eig-both")).to_contain_text("La fiche d’un collègue.")
    visitor.errors.clear()
    visitor.check().page.get_by_label("Garder mon texte").check()
    visitor.press("Enregistrer le cadrage")
    assert Challenge.objects.get().sheet == "La fiche, écrite dans le train."
    visitor.go(page)
    expect(visitor.page.locator(OFFER)).to_be_hidden()


def test_leaving_without_a_change_forgets_the_copy(visitor, signed_in, challenge, coordination):
    page = reverse("admin:challenges_challenge_frame", args=[challenge.pk])
    signed_in(visitor, coordination).go(page)
    visitor.page.fill("[name=sheet]", "Rien de bon.")
    expect(visitor.page.locator(SAID)).to_have_text(KEPT)
    visitor.follow("Revenir sans rien changer").go(page)
    expect(visitor.page.locator(OFFER)).to_be_hidden()


def test_a_mentor_whose_session_is_lost_finds_every_word_again(visitor, signed_in, checkin):
    point, ada, lou = checkin
    page = reverse("mentoring:checkin", args=[point.pk])
    signed_in(visitor, lou).go(page)
    visitor.page.fill("[name=progress]", "Le serveur est commandé.")
    expect(visitor.page.locator(SAID)).to_have_text(KEPT)
    visitor.page.context.clear_cookies()
    visitor.page.get_by_role("button", name="Enregistrer le point").click()
    visitor.page.wait_for_load_state()
    visitor.errors.clear()
    signed_in(visitor, lou).go(page)
    visitor.page.get_by_role("button", name="Le reprendre").click()
    assert visitor.page.input_value("[name=progress]") == "Le serveur est commandé."
    log_checkin(point, ANSWER, by=ada, at=clock.now())
    visitor.go(page)
    visitor.page.get_by_role("button", name="Le reprendre").click()
    expect(visitor.page.locator("main")).to_contain_text("Le serveur est commandé.")
    visitor.errors.clear()
    visitor.check().reads(ANSWER["progress"])
    visitor.go(page)
    expect(visitor.page.locator(OFFER)).to_be_visible()
    visitor.page.get_by_role("button", name="Garder le texte enregistré").click()
    visitor.go(page)
    expect(visitor.page.locator(OFFER)).to_be_hidden()
