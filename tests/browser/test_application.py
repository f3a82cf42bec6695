"""An application written at night on a phone, in Chromium: a lost session, a cut network, nothing lost."""

from datetime import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidates.application.models.applications import Application
from eig.common import clock
from eig.common.clock import PARIS
from tests.browser.conftest import WIDTHS
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, a_call

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]
SAID = "[data-keeper-said]"


@pytest.fixture
def draft(transactional_db, groups):
    with clock.moved_to(datetime(2020, 5, 12, 21, 30, tzinfo=PARIS)):
        yield ApplicationFactory(promotion=a_call(), user=UserFactory(first_name="Chloé"))


def url(draft, name, *more):
    return reverse(f"candidates:{name}", args=[draft.pk, *more])


def test_a_candidate_without_a_network_then_without_a_session_finds_every_word_again(visitor, signed_in, draft):
    page, field = url(draft, "section", "parcours"), "textarea >> nth=0"
    question = draft.promotion.application_questions.questions.first()
    signed_in(visitor, draft.user).go(page)
    visitor.page.context.set_offline(True)
    for width in WIDTHS:
        last = visitor.at(width).page.locator("textarea").last
        last.fill(f"Écrit dans le train, à {width} pixels.")
        visitor.says("Pas de réseau")
        expect(visitor.page.locator(SAID)).to_be_in_viewport(ratio=1)
        expect(visitor.page.locator("[data-keeper-left]")).to_be_in_viewport(ratio=1)
    visitor.page.context.set_offline(False)
    visitor.says("Enregistré à 21 h 30.")
    assert "Écrit dans le train, à 1280 pixels." in Application.objects.get().answers.texts().values()
    visitor.at(WIDTHS[0]).page.fill(field, "Mon parcours.")
    visitor.says("Enregistré à 21 h 30.")
    visitor.page.context.clear_cookies()
    visitor.page.fill(field, "Mon parcours, mieux dit.")
    visitor.says("Vous n’êtes plus connecté")
    expect(visitor.page.get_by_role("link", name="Me reconnecter")).to_be_visible()
    visitor.errors.clear()
    signed_in(visitor, draft.user).go(url(draft, "submit"))
    visitor.reads("Un texte n’est gardé que dans ce navigateur").reads("Parcours et motivation")
    visitor.go(page)
    assert visitor.page.input_value(field) == "Mon parcours."
    visitor.page.get_by_role("button", name="Le reprendre").click()
    visitor.says("Enregistré à 21 h 30.")
    assert Application.objects.get().answers.texts()[question.pk] == "Mon parcours, mieux dit."
    visitor.go(page)
    expect(visitor.page.locator("[data-keeper-offer]")).to_be_hidden()
