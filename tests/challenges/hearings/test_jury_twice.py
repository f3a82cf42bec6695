"""Each form of a juror, sent twice by a slip or a slow network, stores what it stores when it is sent once."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.models.conflicts import ConflictOfInterest
from eig.common import clock
from eig.common.clock import PARIS
from eig.journal.models import Entry
from eig.juries.forms.sheets import field_name
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Mark, Sheet
from eig.juries.models.juries import Jury, JurySeat
from eig.juries.models.notes import PrivateNote
from eig.juries.rules import criteria
from eig.juries.states import SheetsStatus
from eig.notifications.models import Message
from tests.factories.challenges import ChallengeFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, SheetFactory
from tests.factories.promotions import CriterionFactory

pytestmark = pytest.mark.django_db

EVE = datetime(2020, 3, 20, 18, tzinfo=PARIS)
DAY = datetime(2020, 3, 24, 13, tzinfo=PARIS)
WRITTEN = (Sheet, Mark, Jury, JurySeat, Attendance, ConflictOfInterest, Clarification, PrivateNote, Entry, Message)
QUIET = {"X-Autosave": "1"}


@pytest.fixture
def jury():
    jury = JuryFactory()
    for label in ("Potentiel", "Équipe d’accueil"):
        CriterionFactory(promotion=jury.promotion, label=label)
    return jury


@pytest.fixture
def challenge(jury):
    hearing = HearingFactory(jury=jury)
    return ChallengeFactory(preselected=True, complete=True, promotion=jury.promotion, hearing=hearing)


@pytest.fixture
def seat(jury, juror, coordination):
    """The seat of the jury's rapporteur; somebody of the coordination exists, to receive the letters."""
    return JurySeatFactory(jury=jury, user=juror, rapporteur=True)


def written():
    return {model: list(model.objects.order_by("pk").values()) for model in WRITTEN}


def sent_twice(client, address, data, at=DAY, **headers):
    """Send a form, then send it again a minute later: the same answer, and not one row more or other."""
    before = written()
    with clock.moved_to(at):
        first = client.post(address, data, headers=headers)
        once = written()
    with clock.moved_to(at + timedelta(minutes=1)):
        second = client.post(address, data, headers=headers)
        assert written() == once
    assert once != before
    assert (first.status_code, second.status_code) in [(302, 302), (200, 200)]
    if first.status_code == 302:
        assert client.get(second.url, follow=True).redirect_chain == []
    return once


def of(challenge, name):
    return reverse(f"juries:{name}", args=[challenge.hearing_id])


def marks(challenge):
    return {field_name(line): "3" for line in criteria(challenge.hearing.jury)} | {"comment": "Solide."}


@pytest.mark.parametrize("headers", [{}, QUIET], ids=["button", "quiet save"])
@pytest.mark.parametrize("page", ["challenge", "challenge_sheet"])
def test_marks_and_the_common_sheet(client_for, challenge, seat, page, headers):
    rows = sent_twice(client_for(seat.user), of(challenge, page), marks(challenge), **headers)
    assert (len(rows[Sheet]), len(rows[Mark])) == (1, 2)


def test_the_grid_then_its_hand_in(client_for, challenge, seat):
    SheetFactory(common=True, hearing=challenge.hearing, favourable=None)
    client = client_for(seat.user)
    prefix = f"audition-{challenge.hearing_id}"
    grid = {f"{prefix}-favourable": "yes", f"{prefix}-rank": "1", f"{prefix}-reason": "Prêt."}
    sent_twice(client, reverse("juries:grid", args=[seat.jury_id]), grid)
    address = reverse("juries:hand_in", args=[seat.jury_id])
    rows = sent_twice(client, address, {})
    assert [row["status"] for row in rows[Jury]] == [SheetsStatus.LOCKED]
    assert [row["letter"] for row in rows[Message]] == ["juries/handed_in"]
    with clock.moved_to(DAY):
        client.post(address)
        html = client.get(reverse("juries:grid", args=[seat.jury_id])).content.decode()
    assert "fr-alert--error" not in html


def test_a_conflict(client_for, challenge, seat):
    client, address = client_for(seat.user), of(challenge, "challenge_conflict")
    rows = sent_twice(client, address, {"kind": "declared", "reason": "Ma sœur y travaille"}, EVE)
    assert (len(rows[ConflictOfInterest]), len(rows[Message])) == (1, 1)
    with clock.moved_to(EVE):
        assert client.get(address).status_code == 403
        assert client_for(JurySeatFactory().user).post(address, {}).status_code == 404


def test_a_question_and_notes(client_for, challenge, seat):
    client = client_for(seat.user)
    rows = sent_twice(client, of(challenge, "challenge_ask"), {"question": "Qui décide ?"}, EVE)
    assert len(rows[Clarification]) == 1
    rows = sent_twice(client, of(challenge, "challenge_note"), {"text": "Demander le budget."}, EVE)
    assert len(rows[PrivateNote]) == 1


@pytest.mark.usefixtures("challenge", "coordination")
class TestAnswers:
    @pytest.fixture
    def seat(self, jury, juror):
        return JurySeatFactory(jury=jury, user=juror, invited=True)

    def answer(self, client_for, seat, name, data):
        return sent_twice(client_for(seat.user), reverse(f"juries:{name}", args=[seat.pk]), data, EVE)

    def test_yes_then_the_charter(self, client_for, seat):
        yes = {"half_days": ["2020-03-24 am"]}
        rows = sent_twice(client_for(seat.user), reverse("juries:invitation", args=[seat.pk]), yes, EVE)
        assert [row["verb"] for row in rows[Entry]] == ["accept"]
        rows = self.answer(client_for, seat, "charter", {"signed": "on"})
        assert [row["verb"] for row in rows[Entry]].count("sign_charter") == 1

    def test_no_with_a_substitute(self, client_for, seat):
        no = {"reason": "En congé", "substitute_name": "Nadia Ferrand", "substitute_email": "nadia@assos.example"}
        rows = self.answer(client_for, seat, "decline", no)
        assert [row["verb"] for row in rows[Entry]] == ["decline"]
        assert [row["substitute_email"] for row in rows[JurySeat]] == ["nadia@assos.example"]
