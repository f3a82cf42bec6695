"""A question asked on a condition appears and goes as one answers, every kind is saved, nothing typed is lost."""

from datetime import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidates.application.models.applications import Application
from eig.common import clock
from eig.common.clock import PARIS
from eig.questions.forms import name_of
from eig.questions.states import Kind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.promotions import PromotionFactory, QuestionFactory, WindowFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]


@pytest.fixture
def asked(transactional_db, groups):
    promotion = PromotionFactory()
    WindowFactory(promotion=promotion, candidates=True)
    own = {"questionnaire": promotion.application_questions}
    first = QuestionFactory(**own, kind=Kind.YES_NO)
    second = QuestionFactory(
        **own, kind=Kind.SEVERAL, options=["Bourse", "Permis"], shown_when=first, shown_value="oui"
    )
    third = QuestionFactory(**own, kind=Kind.FACES, shown_when=second, shown_value="permis")
    with clock.moved_to(datetime(2020, 5, 12, 21, 30, tzinfo=PARIS)):
        yield ApplicationFactory(promotion=promotion, user=UserFactory()), first, second, third


def test_a_condition_is_followed_while_one_answers(visitor, signed_in, asked):
    draft, first, second, third = asked
    signed_in(visitor, draft.user).go(reverse("candidates:section", args=[draft.pk, "parcours"]))

    def part(question):
        return visitor.page.locator(f"[data-shown-when]:has([name='{name_of(question.pk)}'])")

    def tick(question, value):
        visitor.page.check(f"[name='{name_of(question.pk)}'][value='{value}']", force=True)

    expect(part(second)).to_be_hidden()
    tick(first, "oui")
    expect(part(second)).to_be_visible()
    expect(part(third)).to_be_hidden()
    tick(second, "permis")
    tick(third, "3")
    visitor.says("Enregistré à 21 h 30.")
    tick(first, "non")
    expect(part(second)).to_be_hidden()
    expect(part(third)).to_be_hidden()
    visitor.says("Enregistré à 21 h 30.")
    tick(first, "oui")
    expect(part(third)).to_be_visible()
    visitor.page.wait_for_timeout(2500)
    visitor.says("Enregistré à 21 h 30.")
    texts = Application.objects.get().answers.texts()
    assert texts == {first.pk: "oui", second.pk: "permis", third.pk: "3"}
