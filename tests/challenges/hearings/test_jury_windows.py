"""Two people, or two windows of one person, write the same sheet, notes or grid: nothing is lost, nothing is erased."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse

from eig.common import clock
from eig.common.clock import PARIS
from eig.journal.models import Entry
from eig.juries.forms.sheets import field_name
from eig.juries.models.hearings import Sheet
from eig.juries.models.juries import JurySeat
from eig.juries.models.notes import PrivateNote
from eig.juries.rules import criteria
from tests.factories.challenges import ChallengeFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, MarkFactory, SheetFactory
from tests.factories.promotions import CriterionFactory
from tests.keeping import choices

pytestmark = pytest.mark.django_db

DAY = datetime(2020, 3, 24, 13, tzinfo=PARIS)
AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.moved_to(DAY):
        yield


@pytest.fixture
def jury():
    jury = JuryFactory()
    for label in ("Potentiel", "Équipe d’accueil"):
        CriterionFactory(promotion=jury.promotion, label=label)
    return jury


@pytest.fixture
def heard(jury):
    return [hear(jury, title, number) for number, title in enumerate(["MonitorFish", "LABEL", "Open Data"])]


def hear(jury, title, number):
    hearing = HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(minutes=55 * number))
    return ChallengeFactory(preselected=True, promotion=jury.promotion, hearing=hearing, title=title)


@pytest.fixture
def juror(jury):
    return JurySeatFactory(jury=jury, rapporteur=True).user


class Window:
    """A page that somebody has opened: what it sends carries the version that it showed, however old."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        found = re.search(r'name="version" value="([^"]*)"', client.get(address).content.decode())
        self.version = unescape(found[1]) if found else ""

    def send(self, data, **headers):
        return self.client.post(self.address, {"version": self.version, **data}, headers=headers)


@pytest.fixture
def windows(client_for, juror):
    """``windows(address)``: the same page, opened by the juror in two windows."""
    return lambda address: (Window(client_for(juror), address), Window(client_for(juror), address))


def of(challenge, name="challenge"):
    return reverse(f"juries:{name}", args=[challenge.hearing_id])


def typed(jury, *values, **more):
    lines = criteria(jury)
    return {field_name(line): str(value) for line, value in zip(lines, values, strict=True)} | {"comment": "", **more}


def stored(sheet):
    return [mark.value for mark in sheet.marks.order_by("criterion")], sheet.comment


@pytest.fixture(params=["challenge", "challenge_sheet"], ids=["marks", "common sheet"])
def sheet(request, jury, heard, juror):
    """The two sheets of a hearing, already filled once: the address of its page, and how to read it again."""
    mine = None if request.param == "challenge_sheet" else juror
    row = SheetFactory(hearing=heard[0].hearing, juror=mine, entered_by=juror, comment="D’abord.")
    for line in criteria(jury):
        MarkFactory(sheet=row, criterion=line, value=2)
    return of(heard[0], request.param), lambda: Sheet.objects.get(pk=row.pk)


class TestSheets:
    def test_two_answers_changed_in_two_windows_are_merged(self, windows, jury, sheet):
        address, read = sheet
        fresh, stale = windows(address)
        assert fresh.send(typed(jury, 4, 2, comment="D’abord.")).status_code == 302
        assert stale.send(typed(jury, 2, 2, comment="Ensuite.")).status_code == 302
        assert stored(read()) == ([4, 2], "Ensuite.")

    def test_the_same_answer_is_shown_in_both_texts_and_one_is_chosen(self, windows, jury, sheet):
        address, read = sheet
        fresh, stale = windows(address)
        fresh.send(typed(jury, 4, 2, comment="De la première."))
        mine = typed(jury, 3, 2, comment="De la seconde.")
        answer = stale.send(mine)
        assert answer.status_code == 409
        assert stored(read()) == ([4, 2], "De la première.")
        html = answer.content.decode()
        for text in ("4 – Excellent", "3 – Satisfaisant", "De la première.", "De la seconde."):
            assert text in html
        offered = choices(answer)
        comment = next(label for label in offered if label not in ("Potentiel", "Équipe d’accueil"))
        kept = {offered["Potentiel"][0]: "enregistre", offered[comment][0]: offered[comment][1]}
        assert stale.send({**mine, **kept}).status_code == 302
        assert stored(read()) == ([4, 2], "De la seconde.")

    def test_a_script_is_told_and_writes_nothing(self, windows, jury, sheet):
        address, read = sheet
        fresh, stale = windows(address)
        told = fresh.send(typed(jury, 4, 2, comment="De la première."), **AUTOSAVE)
        assert told.json()["said"].startswith("Enregistré à")
        answer = stale.send(typed(jury, 3, 2, comment="De la seconde."), **AUTOSAVE)
        assert (answer.status_code, answer.json()["compare"]) == (409, True)
        assert stored(read()) == ([4, 2], "De la première.")

    def test_one_answer_that_is_wrong_keeps_only_itself_from_being_saved(self, windows, jury, sheet):
        address, read = sheet
        answer = windows(address)[0].send(typed(jury, 4, "9", comment="Relu."))
        assert answer.status_code == 422
        assert "sauf ce qui est à corriger" in answer.content.decode()
        assert stored(read()) == ([4, 2], "Relu.")

    def test_two_windows_opened_before_the_first_save(self, windows, jury, sheet):
        address, read = sheet
        read().delete()
        fresh, stale = windows(address)
        fresh.send(typed(jury, 4, 4, comment="De la première."))
        assert stale.send(typed(jury, 4, 1, comment="De la première.")).status_code == 409
        assert stored(Sheet.objects.get()) == ([4, 4], "De la première.")

    def test_a_sheet_is_stored_once_it_is_whole_and_kept_in_the_browser_until_then(self, windows, jury, sheet):
        address, read = sheet
        read().delete()
        window = windows(address)[0]
        answer = window.send(typed(jury, 4, "", comment="En cours."), **AUTOSAVE)
        told = answer.json()
        assert (answer.status_code, told["waits"], told["wrong"]) == (200, True, {})
        assert "Gardé dans ce navigateur" in told["said"]
        assert "il manque 1\xa0réponse" in told["said"]
        page = window.send(typed(jury, 4, "", comment="En cours.")).content.decode()
        assert "En cours." in page
        assert "Donnez une note à ce critère." in page
        assert not Sheet.objects.exists()


def test_what_was_typed_is_still_there_when_the_sheets_close_meanwhile(windows, jury, sheet):
    address, read = sheet
    window = windows(address)[0]
    type(jury).objects.update(status="locked")
    answer = window.send(typed(jury, 4, 4, comment="Écrit trop tard."))
    assert answer.status_code == 409
    assert "Écrit trop tard." in answer.content.decode()
    assert stored(read()) == ([2, 2], "D’abord.")


def test_the_rapporteur_who_was_replaced_is_given_the_common_sheet_back(windows, jury, heard, juror):
    address = of(heard[0], "challenge_sheet")
    window = windows(address)[0]
    JurySeat.objects.update(rapporteur=False)
    answer = window.send(typed(jury, 4, 4, comment="Délibéré ensemble."))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Délibéré ensemble." in html
    assert "quelqu’un d’autre l’est maintenant" in html
    assert "Enregistrer la fiche commune" not in html
    assert not Sheet.objects.exists()
    assert window.client.get(address).status_code == 403
    assert window.client.post(address, typed(jury, 4, 4)).status_code == 403
    told = window.send(typed(jury, 4, 4), **AUTOSAVE)
    assert (told.status_code, "quelqu’un d’autre" in told.json()["said"]) == (409, True)


class TestNotes:
    def test_a_stale_window_erases_nothing(self, windows, heard):
        address = of(heard[0], "challenge_note")
        fresh, stale = windows(address)
        assert fresh.send({"text": "Demander le budget."}).status_code == 302
        answer = stale.send({"text": "Qui maintient ?"})
        assert answer.status_code == 409
        assert PrivateNote.objects.get().text == "Demander le budget."
        html = answer.content.decode()
        assert "Demander le budget." in html
        assert "Qui maintient ?" in html
        ((field, mine),) = choices(answer).values()
        assert stale.send({"text": "Demander le budget. Qui maintient ?", field: mine}).status_code == 302
        assert PrivateNote.objects.get().text == "Demander le budget. Qui maintient ?"

    def test_nor_one_that_still_shows_the_former_text(self, windows, heard):
        address = of(heard[0], "challenge_note")
        windows(address)[0].send({"text": "D’abord."})
        fresh, stale = windows(address)
        fresh.send({"text": "Demander le budget."})
        assert stale.send({"text": "D’abord."}).status_code == 302
        assert PrivateNote.objects.get().text == "Demander le budget."

    def test_the_page_of_the_file_carries_their_version_too(self, windows, heard):
        page, note = of(heard[0]), of(heard[0], "challenge_note")
        windows(note)[0].send({"text": "D’abord."})
        html = windows(page)[0].client.get(page).content.decode()
        versions = [unescape(version) for version in re.findall(r'name="version" value="([^"]*)"', html)]
        assert len(versions) == 2
        assert versions[1] == windows(note)[0].version


@pytest.fixture
def grid(jury, heard, juror):
    """A grid to fill: the common sheets are in."""
    for challenge in heard:
        SheetFactory(common=True, hearing=challenge.hearing, favourable=None)
    return reverse("juries:grid", args=[jury.pk])


def opinions(heard, ranks=("", "", ""), reasons=("", "", "")):
    data = {}
    for challenge, rank, reason in zip(heard, ranks, reasons, strict=True):
        prefix = f"audition-{challenge.hearing_id}"
        data |= {f"{prefix}-rank": str(rank), f"{prefix}-reason": reason}
    return data


def kept():
    return [(opinion.rank, opinion.reason) for opinion in Sheet.objects.common().order_by("hearing__starts_at")]


class TestGrid:
    def test_two_answers_changed_in_two_windows_are_merged(self, windows, grid, heard):
        fresh, stale = windows(grid)
        assert fresh.send(opinions(heard, (1, 2, 3), ("Prêt.", "", ""))).status_code == 302
        assert stale.send(opinions(heard, reasons=("", "À revoir.", ""))).status_code == 302
        assert kept() == [(1, "Prêt."), (2, "À revoir."), (3, "")]

    def test_a_stale_window_takes_no_opinion_away(self, windows, grid, heard):
        fresh, stale = windows(grid)
        favourable = {f"audition-{heard[0].hearing_id}-favourable": "no"}
        fresh.send(opinions(heard, reasons=("Prêt.", "", "")) | favourable)
        stale.send(opinions(heard, reasons=("", "À revoir.", "")))
        assert Sheet.objects.common().get(hearing=heard[0].hearing).favourable is False

    def test_two_rankings_are_compared_as_a_whole(self, windows, grid, heard):
        fresh, stale = windows(grid)
        fresh.send(opinions(heard, (1, 2, "")))
        mine = opinions(heard, ("", 1, 2))
        answer = stale.send(mine)
        assert answer.status_code == 409
        html = answer.content.decode()
        assert "1. MonitorFish, 2. LABEL" in html
        assert "1. LABEL, 2. Open Data" in html
        field, own = choices(answer)["Classement"]
        stale.send({**mine, field: own})
        assert [rank for rank, _ in kept()] == [None, 1, 2]

    def test_the_same_reason_waits_for_somebody_to_choose(self, windows, grid, heard):
        fresh, stale = windows(grid)
        fresh.send(opinions(heard, reasons=("Prêt.", "", "")))
        answer = stale.send(opinions(heard, reasons=("Trop tôt.", "", "")))
        assert answer.status_code == 409
        assert list(choices(answer)) == ["MonitorFish – Motif, en une phrase"]
        assert kept()[0] == (None, "Prêt.")

    def test_a_rank_given_twice_keeps_only_the_ranking_from_being_saved(self, windows, grid, heard):
        answer = windows(grid)[0].send(opinions(heard, (1, 1, 2), ("Prêt.", "", "")))
        assert answer.status_code == 422
        assert "déjà donné à MonitorFish" in answer.content.decode()
        assert kept() == [(None, "Prêt."), (None, ""), (None, "")]

    def test_the_rapporteur_who_was_replaced_writes_nothing(self, windows, grid, heard, jury):
        window = windows(grid)[0]
        JurySeat.objects.update(rapporteur=False)
        assert window.send(opinions(heard, (1, 2, 3))).status_code == 409
        assert kept() == [(None, "")] * 3
        assert not Entry.objects.about(jury).exists()

    def test_and_is_given_what_they_wrote_back(self, windows, grid, heard):
        window = windows(grid)[0]
        JurySeat.objects.update(rapporteur=False)
        answer = window.send(opinions(heard, (1, 2, 3), ("Écrit avant le changement.", "", "")))
        html = answer.content.decode()
        assert answer.status_code == 409
        assert "Écrit avant le changement." in html
        assert "Seul le rapporteur du jury remplit la grille finale" in html
        assert "Enregistrer la grille" not in html
        assert "Fiche commune" not in html

    @pytest.mark.parametrize("rank", ["²", "9" * 5000])
    def test_a_rank_that_is_no_number_is_moved_as_the_last(self, windows, grid, heard, rank):
        data = opinions(heard, (rank, 1, 2)) | {"move": f"up-{heard[0].hearing_id}"}
        answer = windows(grid)[0].send(data)
        assert {form.entry.title: form.initial["rank"] for form in answer.context["form"]} == {
            "LABEL": 1,
            "MonitorFish": 2,
            "Open Data": 3,
        }

    def test_what_was_typed_is_still_there_when_the_grid_closes_meanwhile(self, windows, grid, heard, jury):
        window = windows(grid)[0]
        type(jury).objects.update(status="locked")
        answer = window.send(opinions(heard, reasons=("Écrit trop tard.", "", "")))
        assert answer.status_code == 409
        assert "Écrit trop tard." in answer.content.decode()
