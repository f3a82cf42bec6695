"""A juror's day in a real Chromium: invitation, charter, kit, notes, marks without a network, grid handed in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from eig.common import clock
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import Jury
from eig.juries.models.notes import PrivateNote
from eig.juries.states import SheetsStatus
from tests.factories.challenges import ChallengeFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory
from tests.factories.promotions import CriterionFactory, PromotionFactory, QuestionFactory
from tests.journeys.world import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = "Enregistré à"


@pytest.fixture
def jury(groups):
    promotion = PromotionFactory(name="EIG 4", slug="eig-4")
    for label in ("Potentiel", "Équipe d’accueil"):
        CriterionFactory(promotion=promotion, label=label)
    QuestionFactory(questionnaire=promotion.challenge_questions, label="Quel problème voulez-vous résoudre ?")
    jury = JuryFactory(promotion=promotion, name="Jury 3")
    for number, title in enumerate(["MonitorFish", "LABEL"]):
        hearing = HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(minutes=55 * number))
        challenge = ChallengeFactory(promotion=promotion, preselected=True, complete=True, hearing=hearing, title=title)
        challenge.deck = None
        challenge.save()
    return jury


def test_a_juror_s_day(visitor, signed_in, jury, juror):
    seat = JurySeatFactory(jury=jury, user=juror, invited=True, rapporteur=True)
    signed_in(visitor, juror)
    first, second = jury.hearings.order_by("starts_at")
    with clock.moved_to(at("2020-03-20 18:00")):
        _say_yes(visitor, seat)
        visitor.go(reverse("juries:kit", args=[jury.pk])).reads("MonitorFish").follow("Lire le dossier MonitorFish")
        _take_notes(visitor, first)
    with clock.moved_to(at("2020-03-24 11:20")):
        visitor.go("/jury/").follow("Saisir ma fiche")
        _mark_without_a_network(visitor, first)
        _mark(visitor, second)
        for hearing in (first, second):
            _agree(visitor, hearing)
        _rank_and_hand_in(visitor, jury)
    assert Jury.objects.get().status == SheetsStatus.LOCKED
    assert list(Sheet.objects.common().order_by("hearing__starts_at").values_list("rank", flat=True)) == [2, 1]


def _say_yes(visitor, seat) -> None:
    visitor.go("/").go("/jury/").follow("Répondre à l’invitation").press("Accepter l’invitation")
    visitor.page.check("label[for='id_signed']")
    visitor.press("Signer la charte").reads("Lire les dossiers")


def _take_notes(visitor, hearing) -> None:
    visitor.page.fill("#id_note_text", "Demander qui maintient l’outil.")
    visitor.page.get_by_text(SAVED).wait_for()
    assert PrivateNote.objects.get(hearing=hearing).text == "Demander qui maintient l’outil."


def _give(visitor, value: int) -> None:
    """Each criterion by keyboard: the arrows of a group of choices."""
    for group in visitor.page.locator("fieldset:has(.eig-marks)").all():
        group.locator(f"input[value='{value - 1}']").focus()
        visitor.page.keyboard.press("ArrowRight")


def _mark_without_a_network(visitor, hearing) -> None:
    mine = Sheet.objects.filter(hearing=hearing, juror__jury_seats__rapporteur=True)
    visitor.page.context.set_offline(True)
    _give(visitor, 3)
    visitor.page.fill("[name='comment']", "Solide.")
    visitor.page.get_by_text("Pas de réseau").wait_for()
    assert not mine.exists()
    visitor.page.context.set_offline(False)
    visitor.page.get_by_text(SAVED).wait_for()
    visitor.errors.clear()
    sheet = mine.get()
    assert (sheet.comment, set(sheet.marks.values_list("value", flat=True))) == ("Solide.", {3})
    visitor.press("Enregistrer ma fiche").reads("Votre fiche est enregistrée.").reads("Les notes du jury")
    assert mine.count() == 1


def _mark(visitor, hearing) -> None:
    """With a network, marks are saved while the juror goes on."""
    visitor.go(reverse("juries:challenge", args=[hearing.pk]))
    _give(visitor, 2)
    visitor.page.get_by_text(SAVED).wait_for()
    assert set(Sheet.objects.get(hearing=hearing).marks.values_list("value", flat=True)) == {2}


def _agree(visitor, hearing) -> None:
    visitor.go(reverse("juries:challenge_sheet", args=[hearing.pk])).reads("Notes individuelles")
    assert visitor.page.locator(".eig-marks:checked").count() == 0
    _give(visitor, 3)
    visitor.press("Enregistrer la fiche commune")


def _rank_and_hand_in(visitor, jury) -> None:
    visitor.go("/jury/").follow("Remplir la grille finale")
    move = visitor.page.get_by_role("button", name="Descendre MonitorFish")
    move.focus()
    visitor.page.keyboard.press("Enter")
    assert [field.input_value() for field in visitor.page.locator("[data-rank]").all()] == ["1", "2"]
    assert "LABEL" in visitor.page.locator("[data-grid-block]").first.inner_text()
    for block in visitor.page.locator("[data-grid-block]").all():
        block.locator("input[value='yes']").check(force=True)
        block.locator("textarea").fill("Une équipe prête.")
    visitor.press("Enregistrer la grille").reads("Relisez avec le jury")
    visitor.press("Remettre la grille à la coordination").reads("Les fiches de ce jury sont closes")
