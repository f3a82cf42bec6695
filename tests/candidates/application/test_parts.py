"""The pages of an application follow the headings of its questionnaire, as those of a call do."""

import pytest
from django.urls import reverse

from candidates.application import rules
from candidates.application.models.applications import Application
from candidates.application.telling import Reader, passages
from eig.common import clock
from eig.questions.forms import name_of
from eig.questions.states import Kind
from tests.factories.candidates import ApplicationFactory
from tests.factories.promotions import QuestionFactory
from tests.keeping import send


@pytest.fixture
def questions(promotion):
    """« Votre parcours », then « Votre motivation » whose second question depends on the first page."""
    first, second = promotion.application_questions.questions.all()
    type(first).objects.filter(pk=first.pk).update(section="Votre parcours", kind=Kind.YES_NO)
    type(first).objects.filter(pk=second.pk).update(section="Votre motivation")
    third = QuestionFactory(
        questionnaire=promotion.application_questions,
        section="Votre motivation",
        kind=Kind.DATE,
        shown_when=first,
        shown_value="oui",
        order=5000,
    )
    return first, second, third


@pytest.fixture
def draft(promotion, candidate, questions):
    return ApplicationFactory(promotion=promotion, user=candidate)


@pytest.fixture
def browser(client_for, candidate, at):
    with clock.moved_to(at):
        yield client_for(candidate)


def page(draft, section):
    return reverse("candidates:section", args=[draft.pk, section])


def whole() -> Application:
    return Application.objects.with_content().get()


def test_each_heading_is_a_page(browser, draft, questions):
    first, second, third = questions
    assert rules.sections(whole()) == ("profil", "parcours", "parcours-2", "cv", "voeux")
    sections = [lack.section for lack in rules.missing(whole())]
    assert sections.count("parcours") == sections.count("parcours-2") == 1
    html = browser.get(page(draft, "parcours")).content.decode()
    assert "Votre parcours" in html
    assert name_of(second.pk) not in html
    answer = send(browser, page(draft, "parcours"), {name_of(first.pk): "oui"})
    assert answer.url == page(draft, "parcours-2")
    assert name_of(third.pk) in browser.get(answer.url).content.decode()
    send(browser, answer.url, {name_of(second.pk): "Parce que.", name_of(third.pk): "2020-09-01"})
    told = {passage.title: passage.told for passage in passages(whole(), Reader.JURY)}
    assert [saying.text for saying in told["Votre parcours"]] == ["Oui"]
    assert [saying.text for saying in told["Votre motivation"]] == ["Parce que.", "mardi 1er\xa0septembre 2020"]


@pytest.mark.parametrize("section", ["parcours-1", "parcours-3", "parcours-x", "cv-2", "nulle-part"])
def test_a_page_that_does_not_exist_is_not_found(browser, draft, section):
    assert browser.get(page(draft, section)).status_code == 404


def test_a_question_of_another_page_that_does_not_apply_is_not_shown(browser, draft, questions):
    send(browser, page(draft, "parcours"), {name_of(questions[0].pk): "non"})
    assert name_of(questions[2].pk) not in browser.get(page(draft, "parcours-2")).content.decode()


def test_a_promotion_without_questions_has_no_such_page(browser, draft, promotion):
    promotion.application_questions = None
    promotion.save()
    assert rules.sections(whole()) == ("profil", "cv", "voeux")
    assert browser.get(page(draft, "parcours")).status_code == 404
