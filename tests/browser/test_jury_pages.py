"""Every page of a juror on a phone, a tablet and a desk; by keyboard alone; and when the page itself is closed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, expect

from challenges.hearings.models.conflicts import ConflictOfInterest
from eig.common import clock
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import JurySeat
from eig.juries.models.notes import PrivateNote
from eig.juries.states import SeatStatus
from tests.browser.conftest import PAUSE
from tests.factories.challenges import ChallengeFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, MarkFactory, SheetFactory
from tests.factories.promotions import CriterionFactory, PromotionFactory, QuestionFactory
from tests.journeys.world import at

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", [820], indirect=True),
    pytest.mark.usefixtures("quick"),
]
EVE, DAY = at("2020-03-20 18:00"), at("2020-03-24 11:20")
TABLET, OTHERS = 820, (360, 1280)
FURTHEST = 150


@pytest.fixture
def jury(groups):
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    for label in ("Potentiel", "Équipe d’accueil"):
        CriterionFactory(promotion=promotion, label=label)
    QuestionFactory(questionnaire=promotion.challenge_questions, label="Quel problème voulez-vous résoudre ?")
    jury = JuryFactory(promotion=promotion, name="Jury 3")
    for number, title in enumerate(["MonitorFish", "LABEL"]):
        hearing = HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(minutes=55 * number))
        ChallengeFactory(promotion=promotion, preselected=True, complete=True, hearing=hearing, title=title)
    return jury


@pytest.fixture
def hearings(jury):
    return list(jury.hearings.order_by("starts_at"))


@pytest.fixture
def seat(jury, juror):
    return JurySeatFactory(jury=jury, user=juror, rapporteur=True)


def shown(visitor, widths, *paths) -> None:
    """Each page at each width, without loading it again."""
    for path in paths:
        visitor.at(TABLET).go(path)
        for width in widths:
            visitor.at(width).check()


def of(name, *numbers):
    return reverse(f"juries:{name}", args=numbers)


def test_every_page_at_every_width(visitor, signed_in, jury, hearings, seat):
    """The tablet for all of them; the phone and the desk where neither the day nor ``test_every_page`` shows them."""
    first, second = hearings
    common = SheetFactory(common=True, hearing=first, entered_by=seat.user)
    for line in jury.promotion.criteria.all():
        MarkFactory(sheet=common, criterion=line)
    signed_in(visitor, seat.user)
    with clock.moved_to(EVE):
        shown(visitor, OTHERS, of("challenge_ask", first.pk))
        shown(visitor, (), of("challenge_conflict", first.pk), of("challenge_note", first.pk), of("decline", seat.pk))
        shown(visitor, (), of("invitation", seat.pk), of("charter", seat.pk), of("kit", jury.pk))
    with clock.moved_to(DAY):
        shown(visitor, (), of("desk"), of("challenge", first.pk), of("challenge_sheet", second.pk))
        shown(visitor, (), of("grid", jury.pk), of("hand_in", jury.pk))


def reach(visitor, target: Locator) -> Locator:
    """Go there with Tab, as somebody without a mouse; what has the focus shows it."""
    for _ in range(FURTHEST):
        visitor.page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            outlined = (
                "element => getComputedStyle(element).outlineStyle + getComputedStyle(element, '::before').boxShadow"
            )
            assert target.evaluate(outlined) != "nonenone"
            return target
    raise AssertionError(f"{target}: out of reach of the keyboard at {visitor.page.url}")


def leave_by(visitor, role, name, key="Enter") -> None:
    reach(visitor, visitor.page.get_by_role(role, name=name).first)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(key)
    visitor.page.wait_for_load_state("load")


def test_from_the_invitation_to_a_mark_without_a_mouse(visitor, signed_in, jury, hearings, juror):
    first, second = hearings
    place = JurySeatFactory(jury=jury, user=juror, invited=True, rapporteur=True)
    signed_in(visitor, juror)
    keys = visitor.page.keyboard
    with clock.moved_to(EVE):
        visitor.go(of("desk"))
        leave_by(visitor, "link", "Répondre à l’invitation")
        leave_by(visitor, "button", "Accepter l’invitation")
        reach(visitor, visitor.page.locator("[name='signed']"))
        keys.press("Space")
        leave_by(visitor, "button", "Signer la charte")
        visitor.go(of("challenge_conflict", second.pk))
        reach(visitor, visitor.page.locator("[name='kind']").first)
        keys.press("ArrowDown")
        reach(visitor, visitor.page.locator("[name='reason']"))
        keys.type("Ma sœur y travaille.")
        leave_by(visitor, "button", "Fermer ce dossier pour moi")
    with clock.moved_to(DAY):
        visitor.go(of("desk"))
        leave_by(visitor, "link", "Saisir ma fiche")
        _mark_by_keyboard(visitor)
        leave_by(visitor, "button", "Enregistrer ma fiche")
        visitor.go(of("challenge_sheet", first.pk))
        _mark_by_keyboard(visitor)
        leave_by(visitor, "button", "Enregistrer la fiche commune")
        visitor.go(of("grid", jury.pk))
        reach(visitor, visitor.page.locator("[data-rank]"))
        keys.press("ArrowDown")
        reach(visitor, visitor.page.locator("[data-grid-block] input[value='yes']"))
        keys.press("Space")
        reach(visitor, visitor.page.locator("[data-grid-block] textarea"))
        keys.type("Une équipe prête.")
        leave_by(visitor, "button", "Enregistrer la grille")
        leave_by(visitor, "button", "Remettre la grille à la coordination")
        visitor.reads("Les fiches de ce jury sont closes")
    seat = JurySeat.objects.get(pk=place.pk)
    assert (seat.status, seat.charter_signed_at) == (SeatStatus.ACCEPTED, EVE)
    assert ConflictOfInterest.objects.get().kind == "former_position"
    assert set(Sheet.objects.values_list("hearing", "juror")) == {(first.pk, juror.pk), (first.pk, None)}


def _mark_by_keyboard(visitor) -> None:
    for group in visitor.page.locator("fieldset:has(.eig-marks)").all():
        reach(visitor, group.locator("input").first)
        visitor.page.keyboard.press("ArrowRight")


COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('eig-keeper'))"


def _type_without_a_network(visitor, comment) -> None:
    visitor.page.context.set_offline(True)
    for group in visitor.page.locator("fieldset:has(.eig-marks)").all():
        group.locator("input[value='3']").check(force=True)
    visitor.page.fill("[name='comment']", comment)
    visitor.says("Pas de réseau", "#ma-fiche")


def test_marks_typed_without_a_network_outlive_the_page(visitor, signed_in, hearings, seat):
    page, context = of("challenge", hearings[0].pk), visitor.page.context
    signed_in(visitor, seat.user)
    with clock.moved_to(DAY):
        visitor.go(page)
        _type_without_a_network(visitor, "Solide, écrit dans le train.")
        visitor.page.close()
        assert not Sheet.objects.exists()
        context.set_offline(False)
        sent, visitor.page = [], context.new_page()
        visitor.errors.clear()
        visitor.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        visitor.go(page)
        mine = visitor.page.locator("#ma-fiche")
        expect(visitor.page.locator("#mes-notes [data-keeper-offer]")).to_be_hidden()
        mine.get_by_role("button", name="Le reprendre").click()
        assert visitor.page.input_value("[name='comment']") == "Solide, écrit dans le train."
        visitor.says("Enregistré à 11 h 20.", "#ma-fiche")
        visitor.page.reload()
        visitor.page.clock.fast_forward(2 * PAUSE)
        visitor.page.wait_for_timeout(500)
        expect(mine.locator("[data-keeper-offer]")).to_be_hidden()
    sheet = Sheet.objects.get()
    assert (sheet.comment, sheet.juror) == ("Solide, écrit dans le train.", seat.user)
    assert list(sheet.marks.values_list("value", flat=True)) == [3, 3]
    assert len(sent) == 1
    assert visitor.page.evaluate(COPIES) == []


def test_whoever_comes_next_on_the_machine_finds_none_of_it(visitor, signed_in, hearings, seat):
    page = of("challenge", hearings[0].pk)
    with clock.moved_to(DAY):
        signed_in(visitor, seat.user).go(page)
        _type_without_a_network(visitor, "Entre nous.")
        visitor.page.fill("#id_note_text", "Pour moi seul.")
        visitor.says("Pas de réseau", "#mes-notes")
        assert len(visitor.page.evaluate(COPIES)) == 2
        visitor.page.goto("about:blank")
        visitor.page.context.clear_cookies()
        visitor.page.context.set_offline(False)
        visitor.errors.clear()
        signed_in(visitor, JurySeatFactory(jury=seat.jury).user).go("/")
        assert visitor.page.evaluate(COPIES) == []
        visitor.go(page)
        for form in ("#ma-fiche", "#mes-notes"):
            expect(visitor.page.locator(f"{form} [data-keeper-offer]")).to_be_hidden()
        signed_in(visitor, seat.user).go(page)
        visitor.page.context.set_offline(True)
        visitor.page.fill("#id_note_text", "Écrit avant de partir.")
        visitor.says("Pas de réseau", "#mes-notes")
        visitor.page.evaluate("localStorage.setItem('eig-keeper:0:/defis/1/recit/1/', '{}')")
        assert len(visitor.page.evaluate(COPIES)) == 2
        visitor.page.context.set_offline(False)
        visitor.page.on("dialog", lambda dialog: dialog.accept())
        visitor.at(1280).page.get_by_role("button", name="Se déconnecter").click()
        visitor.page.wait_for_url("**/")
    assert visitor.page.evaluate(COPIES) == []


def test_a_sheet_that_is_not_whole_yet_stays_in_the_browser_and_says_so(visitor, signed_in, hearings, seat):
    page = of("challenge", hearings[0].pk)
    with clock.moved_to(DAY):
        signed_in(visitor, seat.user).go(page)
        mine = visitor.page.locator("#ma-fiche")
        mine.locator("fieldset:has(.eig-marks) input[value='3']").first.check(force=True)
        visitor.says("Gardé dans ce navigateur : il manque 1 réponse", "#ma-fiche")
        assert not Sheet.objects.exists()
        visitor.go(page)
        mine.get_by_role("button", name="Le reprendre").click()
        mine.locator("fieldset:has(.eig-marks) input[value='2']").last.check(force=True)
        visitor.says("Enregistré à 11 h 20.", "#ma-fiche")
        assert list(Sheet.objects.get().marks.values_list("value", flat=True)) == [3, 2]


def test_two_windows_on_one_sheet_compare_before_they_write(visitor, signed_in, hearings, seat):
    page, field = of("challenge_note", hearings[0].pk), "[name='text']"
    with clock.moved_to(DAY):
        signed_in(visitor, seat.user).go(page)
        first, visitor.page = visitor.page, visitor.page.context.new_page()
        visitor.go(page)
        visitor.page.fill(field, "De la seconde fenêtre.")
        visitor.says("Enregistré à")
        first.fill(field, "De la première fenêtre.")
        first.clock.fast_forward(PAUSE)
        expect(first.locator("[data-keeper-said]")).to_contain_text("rien n’est écrasé", timeout=15_000)
        assert PrivateNote.objects.get().text == "De la seconde fenêtre."
        first.get_by_role("button", name="Comparer les deux textes").click()
        visitor.errors.clear()
        first.get_by_role("radio", name="Garder mon texte").check(force=True)
        with first.expect_navigation():
            first.get_by_role("button", name="Garder mes notes").click()
    assert PrivateNote.objects.get().text == "De la première fenêtre."


def test_the_state_of_saving_stays_in_sight_while_one_types(visitor, signed_in, jury, hearings, seat):
    for hearing in hearings:
        SheetFactory(common=True, hearing=hearing, entered_by=seat.user)
    with clock.moved_to(DAY):
        signed_in(visitor, seat.user)
        for page, form in ((of("challenge", hearings[0].pk), "#ma-fiche"), (of("grid", jury.pk), "main")):
            visitor.go(page)
            for width in OTHERS:
                last = visitor.at(width).page.locator(f"{form} textarea").last
                last.focus()
                last.scroll_into_view_if_needed()
                expect(visitor.page.locator(f"{form} [data-keeper-said]")).to_be_in_viewport(ratio=1)
