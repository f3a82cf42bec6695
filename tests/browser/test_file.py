"""The file in Chromium: two co-authors, a cut network, a lost session, the closing second, what it prints."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.models.means import HostMember
from challenges.proposal.workflow import drafting, submission
from challenges.review.workflow import instruction
from eig.common import clock
from tests.browser.conftest import PAUSE
from tests.challenges.situations import CLOSING, DURING, deck, draft, open_call
from tests.factories.accounts import UserFactory
from tests.pdf import pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]
# The progress lives for as long as the file is on its way: it is noted at each change, not looked for afterwards.
WATCHED = """() => {
  window.seen = [];
  new MutationObserver(() => {
    const box = document.querySelector(".eig-upload");
    if (!box) return;
    const progress = box.querySelector("progress");
    window.seen.push(`${progress.getAttribute("aria-label")} : ${box.querySelector("[role=status]").textContent}`);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
# The field that one types in is not under the state that stays in sight.
SEEN = """() => {
  const bar = document.querySelector("[data-keeper-bar]").getBoundingClientRect();
  const field = document.activeElement.getBoundingClientRect();
  return bar.top >= 0 && bar.bottom <= window.innerHeight && field.bottom > bar.bottom;
}"""
DESK = pytest.mark.parametrize("width", [1280], indirect=True)


@pytest.fixture
def call(transactional_db, groups):
    with clock.moved_to(DURING):
        yield open_call()


def url(name, challenge, *more):
    return reverse(f"challenges:{name}", args=[challenge.pk, *more])


def answer(call):
    """The first answer as it is stored."""
    question = call.promotion.challenge_questions.questions.first()
    return Challenge.objects.get().narrative.texts()[question.pk]


def counted(person):
    """What the counter of the first long text says."""
    return person.page.locator(".eig-counter").first.inner_text().replace("\xa0", " ")


@DESK
def test_two_co_authors_compare_before_one_text_is_kept_then_correct_it(visitor, second, signed_in, call, coordination):
    other = UserFactory(email="lou@culture.example")
    challenge = draft(call, complete=True, authors=[call.agent, other])
    page, field = url("narrative", challenge, 1), "textarea >> nth=0"
    second.page.clock.install()
    signed_in(visitor, call.agent).go(page)
    signed_in(second, other).go(page)
    visitor.page.fill(field, "")
    left = []
    for letter in "Le":
        visitor.page.locator(field).press_sequentially(letter)
        left.append(counted(visitor))
    assert left == ["899 caractères restants", "898 caractères restants"]
    visitor.page.fill(field, "Le texte d’Amir.")
    visitor.says("Enregistré à 10 h 00.")
    second.page.fill(field, "Le texte de Lou.")
    second.says("vient de modifier la même réponse")
    assert answer(call) == "Le texte d’Amir."
    second.press("Comparer les deux textes").reads("Le texte d’Amir.").reads("Le texte de Lou.")
    second.page.get_by_label("Garder mon texte").check(force=True)
    second.press("Enregistrer et revenir")
    assert answer(call) == "Le texte de Lou."
    corrected(visitor, challenge, coordination)


def corrected(author, challenge, coordination):
    """An author answers a request of the coordination, and reads what that changed before and after sending it."""
    challenge.refresh_from_db()
    submission.submit(challenge, by=challenge.authors.first(), at=DURING)
    due_at = CLOSING + timedelta(days=7)
    instruction.request_changes(challenge, reason="Qui s’en servira ?", due_at=due_at, by=coordination, at=DURING)
    author.go(url("file", challenge)).reads("La coordination vous demande une précision Qui s’en servira ?")
    author.go(url("narrative", challenge, 1)).page.fill("textarea >> nth=0", "Le texte des gardes de Lou.")
    author.says("Enregistré à")
    author.go(url("file", challenge))
    changed(author)
    author.follow("Relire et déposer la correction").press("Déposer la correction").reads("Correction reçue le")
    author.go(url("file", challenge))
    changed(author)


def changed(author):
    """The page shows what was added to the answer, and nothing as removed from it."""
    author.reads("Ce qui a changé depuis le dépôt")
    [added] = author.page.locator("ins").all_inner_texts()
    assert "des gardes" in added


@DESK
def test_neither_a_cut_network_nor_a_lost_session_lose_a_word_of_what_is_submitted(visitor, signed_in, call):
    challenge, field = draft(call, complete=True), "textarea >> nth=0"
    page, context = url("narrative", challenge, 1), visitor.page.context
    signed_in(visitor, call.agent).go(page)
    context.set_offline(True)
    visitor.page.fill(field, "Écrit dans le train.")
    visitor.says("Pas de réseau")
    context.set_offline(False)
    visitor.says("Enregistré à")
    assert answer(call) == "Écrit dans le train."
    context.clear_cookies()
    visitor.page.fill(field, "Écrit après la pause.")
    visitor.says("Vous n’êtes plus connecté")
    visitor.errors.clear()
    signed_in(visitor, call.agent).go(url("submit", challenge))
    visitor.reads("Un texte n’est gardé que dans ce navigateur")
    visitor.page.get_by_role("button", name="Déposer le défi").click()
    expect(visitor.page.locator("[data-keeper-unsent]")).to_be_focused()
    assert Challenge.objects.get().status == "draft"
    visitor.page.locator("[data-keeper-unsent] a").click()
    visitor.page.wait_for_url("**" + page)
    assert visitor.check().page.input_value(field) == "Écrit dans le train."
    visitor.page.get_by_role("button", name="Le reprendre").click()
    visitor.says("Enregistré à")
    assert answer(call) == "Écrit après la pause."
    visitor.go(page)
    expect(visitor.page.locator("[data-keeper-offer]")).to_be_hidden()
    visitor.go(url("submit", challenge)).press("Déposer le défi").reads("Reçu le")


@DESK
def test_to_go_back_without_saving_leaves_the_file_as_it_was(visitor, signed_in, call):
    challenge, field = draft(call), "textarea >> nth=0"
    page = url("narrative", challenge, 1)
    signed_in(visitor, call.agent).go(page)
    visitor.page.fill(field, "Enregistré par le bouton.")
    visitor.press("Enregistrer et revenir").go(page)
    visitor.page.fill(field, "Enregistré en écrivant.")
    visitor.says("Enregistré à")
    assert answer(call) == "Enregistré en écrivant."
    visitor.page.fill(field, "Pas encore enregistré.")
    visitor.follow("sans enregistrer")
    assert answer(call) == "Enregistré par le bouton."
    visitor.go(page)
    expect(visitor.page.locator("[data-keeper-offer]")).to_be_hidden()
    assert visitor.page.input_value(field) == "Enregistré par le bouton."


def test_the_state_stays_in_sight_while_one_types(visitor, signed_in, call):
    challenge = draft(call)
    signed_in(visitor, call.agent).go(url("narrative", challenge, 1))
    for width in (360, 1280):
        visitor.at(width)
        last = visitor.page.locator("textarea").last
        last.focus()
        last.scroll_into_view_if_needed()
        expect(visitor.page.locator("[data-keeper-said]")).to_be_in_viewport(ratio=1)
        expect(visitor.page.locator("[data-keeper-left]")).to_be_in_viewport(ratio=1)
        assert visitor.page.evaluate(SEEN)


@DESK
def test_a_wrong_answer_is_said_beside_its_field_and_the_others_are_saved(visitor, signed_in, call):
    challenge = draft(call)
    signed_in(visitor, call.agent).go(url("host_team", challenge))
    visitor.fill(**{"ligne-0-name": "Ada", "ligne-0-share": "120"})
    visitor.page.locator("[name='ligne-0-function']").focus()
    visitor.says("sauf 1 réponse à corriger")
    expect(visitor.page.locator("[name='ligne-0-share'][aria-invalid=true]")).to_be_visible()
    visitor.fill(**{"ligne-0-share": "50"})
    visitor.says("Enregistré à 10 h 00.")
    assert HostMember.objects.get().share == 50


@DESK
def test_nothing_is_saved_from_the_closing_second_on(visitor, signed_in, call):
    challenge, field = draft(call), "textarea >> nth=0"
    signed_in(visitor, call.agent).go(url("narrative", challenge, 1))
    with clock.moved_to(CLOSING - timedelta(seconds=1)):
        visitor.page.fill(field, "À temps.")
        visitor.says("Enregistré à 16 h 59.")
    with clock.moved_to(CLOSING):
        visitor.page.fill(field, "Trop tard.")
        visitor.says("Ce n’est pas enregistré. L’appel à projets est clos")
    assert answer(call) == "À temps."
    assert visitor.page.input_value(field) == "Trop tard."


@DESK
def test_a_file_is_sent_with_its_progress_and_a_refusal_stays_on_the_page(visitor, signed_in, call):
    challenge = draft(call)
    signed_in(visitor, call.agent).go(url("deck", challenge))
    too_long = {"name": "long.pdf", "mimeType": "application/pdf", "buffer": pdf(13)}
    visitor.page.set_input_files("[name='deck']", too_long)
    visitor.page.evaluate(WATCHED)
    visitor.page.get_by_role("button", name="Envoyer la présentation").click()
    expect(visitor.page.locator("main")).to_contain_text("12 au plus", timeout=15_000)
    assert "Envoi du fichier : Fichier reçu, vérification en cours…" in visitor.page.evaluate("window.seen")
    visitor.errors.clear()
    visitor.check()
    visitor.page.set_input_files("[name='deck']", {**too_long, "name": "court.pdf", "buffer": pdf(2)})
    visitor.press("Envoyer la présentation")
    assert Challenge.objects.get().deck.name == "court.pdf"


PRINTS = "() => { window.print = () => { window.printed = (window.printed || 0) + 1 } }"


def test_the_pages_of_a_submitted_file_are_accessible_even_taken_up(visitor, signed_in, call):
    challenge = draft(call, complete=True)
    HostMember.objects.create(challenge=challenge, name="Ada", share=50)
    drafting.attach_simulation(challenge, deck(), version=challenge.version, by=call.agent, at=DURING)
    submission.submit(challenge, by=call.agent, at=DURING)
    signed_in(visitor, call.agent)
    for name in ("file", "preview", "receipt"):
        visitor.go(url(name, challenge))
        if name in ("preview", "receipt"):
            visitor.page.evaluate(PRINTS)
            visitor.page.get_by_role("button", name="Imprimer ou enregistrer en PDF").press("Enter")
            assert visitor.page.evaluate("window.printed") == 1
    submission.take_up(challenge, by=call.agent, at=DURING)
    drafting.save_identity(challenge, {"town": "Brest"}, version=challenge.version, by=call.agent, at=DURING)
    for name in ("file", "identity", "host_team", "datasets", "positions", "simulation", "submit"):
        visitor.go(url(name, challenge))


COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('eig-keep'))"


class TestNoCopyIsLost:
    """A copy goes when its own text is saved, or when its author says so, and at no other moment."""

    @pytest.fixture
    def field(self):
        return "textarea >> nth=0"

    def cut(self, visitor, field, text, button):
        """Fill the field without a network: the button says so and stays; then lose what it sends, on its way."""
        visitor.page.context.set_offline(True)
        visitor.page.fill(field, text)
        visitor.page.get_by_role("button", name=button).first.click()
        visitor.says("Pas de réseau\u00a0: rien n’est parti")
        visitor.page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        visitor.page.context.set_offline(False)
        visitor.page.get_by_role("button", name=button).first.click()
        visitor.page.wait_for_url("chrome-error://**")
        visitor.page.unroute_all()
        visitor.errors.clear()

    @DESK
    def test_a_copy_outlives_the_success_of_another_page_and_what_one_types_beside_its_offer(
        self, visitor, signed_in, call, field
    ):
        challenge = draft(call, complete=True)
        page, offer = url("narrative", challenge, 1), visitor.page.locator("[data-keeper-offer]")
        signed_in(visitor, call.agent).go(page)
        self.cut(visitor, field, "Écrit dans le train.", "Enregistrer et revenir")
        visitor.go(url("identity", challenge)).fill(town="Brest")
        visitor.press("Enregistrer et revenir").go(url("submit", challenge))
        visitor.reads("Un texte n’est gardé que dans ce navigateur").go(page)
        visitor.page.fill(field, "Tapé sans répondre.")
        visitor.says("Enregistré à")
        assert answer(call) == "Tapé sans répondre."
        visitor.go(page)
        expect(offer).to_be_visible()
        visitor.page.get_by_role("button", name="Le reprendre").click()
        assert visitor.page.input_value(field) == "Écrit dans le train."
        visitor.says("vient de modifier la même réponse")
        visitor.page.get_by_role("button", name="Comparer les deux textes").click()
        visitor.page.get_by_label("Garder mon texte").check(force=True)
        visitor.errors.clear()
        visitor.press("Enregistrer et revenir")
        assert answer(call) == "Écrit dans le train."
        visitor.go(page)
        expect(offer).to_be_hidden()
        assert visitor.page.evaluate(COPIES) == []

    @DESK
    def test_a_button_and_the_way_out_wait_for_what_is_on_its_way(self, visitor, signed_in, call, field):
        challenge = draft(call)
        page, pressed = url("narrative", challenge, 1), []

        def held(route):
            if "x-autosave" not in route.request.headers:
                return route.continue_()
            stored = route.fetch()
            while not pressed:
                visitor.page.wait_for_timeout(50)
            return route.fulfill(response=stored)

        visitor.page.route("**" + page, held)
        for label, role in (("sans enregistrer", "link"), ("Enregistrer et revenir", "button")):
            pressed.clear()
            signed_in(visitor, call.agent).go(page)
            with visitor.page.expect_request(lambda request: "x-autosave" in request.headers):
                visitor.page.fill(field, "En route.")
                visitor.page.clock.fast_forward(PAUSE)
            visitor.page.fill(field, "En route, puis fini.")
            visitor.page.get_by_role(role, name=label).first.click()
            pressed.append(label)
            visitor.page.wait_for_url("**" + url("file", challenge))
            assert visitor.check().errors == []
            assert answer(call) == ("En route, puis fini." if role == "button" else "")

    @DESK
    def test_to_leave_a_page_that_saved_all_but_one_answer_undoes_none_of_them(self, visitor, signed_in, call):
        challenge = draft(call, complete=True)
        signed_in(visitor, call.agent).go(url("identity", challenge)).fill(title="", town="Brest")
        visitor.page.get_by_role("button", name="Enregistrer et revenir").click()
        visitor.page.wait_for_load_state()
        visitor.errors.clear()
        visitor.reads("sauf ce qui est à corriger").fill(town="Étel")
        visitor.says("Enregistré à")
        visitor.errors.clear()
        assert Challenge.objects.get().town == "Étel"
        visitor.page.get_by_role("link", name="sans enregistrer").click()
        visitor.page.wait_for_url("**" + url("file", challenge))
        visitor.errors.clear()
        assert Challenge.objects.get().town == "Brest"

    @DESK
    def test_what_is_undone_leaves_no_copy_a_refusal_is_no_sign_out_and_going_back_shows_what_is_saved(
        self, visitor, signed_in, call, field
    ):
        challenge = draft(call)
        page = url("narrative", challenge, 1)
        signed_in(visitor, call.agent).go(page).page.fill(field, "À moitié.")
        visitor.page.fill(field, "")
        visitor.says("Enregistré")
        assert visitor.page.evaluate(COPIES) == []
        forbidden = {"status": 403, "content_type": "text/html", "body": "<h1>Non</h1>"}
        visitor.page.route("**" + page, lambda route: route.fulfill(**forbidden), times=1)
        visitor.page.fill(field, "Après le refus.")
        visitor.says("Le site a refusé cet enregistrement")
        visitor.errors.clear()
        visitor.follow("Recharger la page")
        expect(visitor.page.locator("[data-keeper-offer]")).to_be_visible()
        with visitor.page.expect_navigation():
            visitor.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
