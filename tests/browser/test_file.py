"""The file in Chromium: two co-authors, a cut network, a lost session, the closing second, the keyboard alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from challenges import workflow
from challenges.models import Challenge, HostMember
from eig.common import clock
from tests.browser.conftest import Visitor
from tests.challenges.situations import CLOSING, DURING, deck, draft, open_call
from tests.factories.accounts import UserFactory
from tests.pdf import pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATUS = "[data-autosave-status]"
DESK = pytest.mark.parametrize("width", [1280], indirect=True)


@pytest.fixture
def call(transactional_db, groups):
    with clock.moved_to(DURING):
        yield open_call()


def url(name, challenge, *more):
    return reverse(f"challenges:{name}", args=[challenge.pk, *more])


@pytest.fixture
def second(browser, visitor):
    """The window of a co-author."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    yield Visitor(context.new_page(), visitor.base, visitor.width)
    context.close()


def says(person, sentence):
    expect(person.page.locator(STATUS)).to_contain_text(sentence, timeout=15_000)


def answer(call):
    """The first answer as it is stored."""
    question = call.promotion.challenge_questions.questions.first()
    return Challenge.objects.get().narrative.texts()[question.pk]


@DESK
def test_two_co_authors_compare_before_one_text_is_kept(visitor, second, signed_in, call):
    other = UserFactory(email="lou@culture.example")
    challenge = draft(call, authors=[call.agent, other])
    page, field = url("narrative", challenge, 1), "textarea >> nth=0"
    signed_in(visitor, call.agent).go(page)
    signed_in(second, other).go(page)
    visitor.page.fill(field, "Le texte d’Amir.")
    says(visitor, "Enregistré à 10 h 00.")
    second.page.fill(field, "Le texte de Lou.")
    says(second, "Un autre auteur vient de modifier cette partie")
    assert answer(call) == "Le texte d’Amir."
    second.press("Comparer les deux textes").reads("Le texte d’Amir.").reads("Le texte de Lou.")
    second.press("Enregistrer et revenir")
    assert answer(call) == "Le texte de Lou."


@DESK
def test_neither_a_cut_network_nor_a_lost_session_lose_a_word(visitor, signed_in, call):
    challenge, field = draft(call), "textarea >> nth=0"
    page, context = url("narrative", challenge, 1), visitor.page.context
    signed_in(visitor, call.agent).go(page)
    context.set_offline(True)
    visitor.page.fill(field, "Écrit dans le train.")
    says(visitor, "Pas de réseau")
    context.set_offline(False)
    says(visitor, "Enregistré à")
    assert answer(call) == "Écrit dans le train."
    context.clear_cookies()
    visitor.page.fill(field, "Écrit après la pause.")
    says(visitor, "Vous n’êtes plus connecté")
    visitor.errors.clear()
    signed_in(visitor, call.agent).go(page)
    assert visitor.page.input_value(field) == "Écrit dans le train."
    visitor.page.get_by_role("button", name="Le reprendre").click()
    says(visitor, "Enregistré à")
    assert answer(call) == "Écrit après la pause."
    visitor.go(page)
    expect(visitor.page.locator("[data-draft-offer]")).to_be_hidden()


@DESK
def test_nothing_is_saved_from_the_closing_second_on(visitor, signed_in, call):
    challenge, field = draft(call), "textarea >> nth=0"
    signed_in(visitor, call.agent).go(url("narrative", challenge, 1))
    with clock.moved_to(CLOSING - timedelta(seconds=1)):
        visitor.page.fill(field, "À temps.")
        says(visitor, "Enregistré à 16 h 59.")
    with clock.moved_to(CLOSING):
        visitor.page.fill(field, "Trop tard.")
        says(visitor, "Ce n’est pas enregistré. L’appel à projets est clos")
    assert answer(call) == "À temps."
    assert visitor.page.input_value(field) == "Trop tard."


@DESK
def test_rows_are_filled_with_the_keyboard_alone(visitor, signed_in, call):
    challenge = draft(call)
    signed_in(visitor, call.agent).go(url("host_team", challenge))
    visitor.write("[name='ligne-0-name']", "Ada").write("[name='ligne-0-share']", "50")
    visitor.strike("button[name='add']")
    visitor.write("[name='ligne-1-name']", "Bob").write("[name='ligne-1-share']", "20")
    visitor.strike("button[name='up'][value='1']")
    visitor.strike("button[name='leave']")
    assert list(HostMember.objects.values_list("name", "share")) == [("Bob", 20), ("Ada", 50)]


@DESK
def test_a_file_is_sent_with_its_progress_and_a_refusal_stays_on_the_page(visitor, signed_in, call):
    challenge = draft(call)
    signed_in(visitor, call.agent).go(url("deck", challenge))
    too_long = {"name": "long.pdf", "mimeType": "application/pdf", "buffer": pdf(13)}
    visitor.page.set_input_files("[name='deck']", too_long)
    visitor.page.get_by_role("button", name="Envoyer la présentation").click()
    expect(visitor.page.locator("main")).to_contain_text("12 au plus", timeout=15_000)
    visitor.errors.clear()
    visitor.check()
    visitor.page.set_input_files("[name='deck']", {**too_long, "name": "court.pdf", "buffer": pdf(2)})
    visitor.press("Envoyer la présentation")
    assert Challenge.objects.get().deck.name == "court.pdf"


def test_every_page_of_a_file_is_accessible(visitor, signed_in, call):
    challenge = draft(call, complete=True)
    HostMember.objects.create(challenge=challenge, name="Ada", share=50)
    workflow.attach_simulation(challenge, deck(), by=call.agent, at=DURING)
    workflow.submit(challenge, by=call.agent, at=DURING)
    signed_in(visitor, call.agent)
    for name in ("file", "preview", "receipt", "take_up", "withdraw"):
        visitor.go(url(name, challenge))
    workflow.take_up(challenge, by=call.agent, at=DURING)
    workflow.save_identity(challenge, {"town": "Brest"}, version=challenge.version, by=call.agent, at=DURING)
    for name in ("file", "identity", "host_team", "datasets", "positions", "simulation", "submit"):
        visitor.go(url(name, challenge))
