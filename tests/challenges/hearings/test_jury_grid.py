"""The final half-hour: opinions and ranking on one page, the grid handed in, closed, opened again."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from challenges.hearings.models.conflicts import ConflictOfInterest
from eig.common import clock
from eig.common.clock import PARIS
from eig.common.dates import clock_time
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.juries import rules
from eig.juries.models.hearings import Mark, Sheet
from eig.juries.models.juries import Jury
from eig.juries.states import SheetsStatus
from eig.juries.workflow import grids, sheets
from eig.juries.workflow.sheets import NOT_YET
from eig.promotions.states import AnnouncementStatus
from tests.factories.challenges import ChallengeFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, MarkFactory, SheetFactory
from tests.factories.promotions import AnnouncementFactory, CriterionFactory
from tests.keeping import send, shown

pytestmark = pytest.mark.django_db

DAY = datetime(2020, 3, 24, 13, tzinfo=PARIS)
EVE = datetime(2020, 3, 23, 18, tzinfo=PARIS)
AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.moved_to(DAY):
        yield


@pytest.fixture
def jury():
    jury = JuryFactory()
    CriterionFactory(promotion=jury.promotion, label="Potentiel")
    return jury


@pytest.fixture
def rapporteur(jury):
    return JurySeatFactory(jury=jury, rapporteur=True, user__first_name="Rita").user


@pytest.fixture
def member(jury):
    return JurySeatFactory(jury=jury).user


@pytest.fixture
def heard(jury):
    """Three challenges, whose common sheets are in."""
    return [entry(jury, title, number) for number, title in enumerate(["MonitorFish", "LABEL", "Open Data"])]


def entry(jury, title, number, sheet=True):
    hearing = HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(minutes=55 * number))
    challenge = ChallengeFactory(preselected=True, promotion=jury.promotion, hearing=hearing, title=title)
    if sheet:
        common = SheetFactory(common=True, hearing=hearing, favourable=None)
        MarkFactory(sheet=common, criterion=jury.promotion.criteria.get())
    return challenge


def url(jury, name="grid"):
    return reverse(f"juries:{name}", args=[jury.pk])


def typed(heard, ranks=(1, 2, 3), **more):
    data = {}
    for challenge, rank in zip(heard, ranks, strict=True):
        prefix = f"audition-{challenge.hearing_id}"
        data |= {f"{prefix}-favourable": "yes", f"{prefix}-rank": str(rank), f"{prefix}-reason": "Prêt."}
    return data | more


def ranks():
    return list(Sheet.objects.common().order_by("hearing__starts_at").values_list("rank", flat=True))


class TestGrid:
    def test_the_rapporteur_gives_every_opinion_on_one_page(self, client_for, jury, heard, rapporteur):
        client = client_for(rapporteur)
        html = client.get(url(jury)).content.decode()
        assert all(challenge.title in html for challenge in heard)
        favourite = f"audition-{heard[0].hearing_id}-favourite"
        assert client.post(url(jury), typed(heard, (2, 1, 3), **{favourite: "on"})).url == url(jury, "hand_in")
        assert ranks() == [2, 1, 3]
        first = Sheet.objects.common().get(hearing=heard[0].hearing)
        assert (first.favourable, first.reason, first.favourite) == (True, "Prêt.", True)
        assert Entry.objects.about(jury).get().verb == "save_grid"

    def test_an_opinion_given_with_its_sheet_counts_as_saved(self, client_for, jury, heard, rapporteur):
        client = client_for(rapporteur)
        assert "Rien n’est encore enregistré" in client.get(url(jury)).content.decode()
        Sheet.objects.common().filter(hearing=heard[1].hearing).update(favourable=True, entered_at=DAY)
        assert f"Enregistré à {clock_time(DAY)}" in client.get(url(jury)).content.decode()

    def test_saving_twice_changes_nothing(self, client_for, jury, heard, rapporteur):
        for _ in range(2):
            send(client_for(rapporteur), url(jury), typed(heard))
        assert Entry.objects.about(jury).count() == 1

    def test_a_ranking_may_be_turned_over_in_one_save(self, client_for, jury, heard, rapporteur):
        for order in ((1, 2, 3), (3, 2, 1)):
            send(client_for(rapporteur), url(jury), typed(heard, order))
            assert ranks() == list(order)

    def test_a_rank_given_twice_is_refused_beside_its_field_and_nothing_is_lost(
        self, client_for, jury, heard, rapporteur
    ):
        response = client_for(rapporteur).post(url(jury), typed(heard, (1, 1, 2)))
        assert response.status_code == 422
        html = response.content.decode()
        assert "déjà donné à MonitorFish" in html
        assert html.count("Prêt.") == 3
        assert ranks() == [None] * 3
        assert set(Sheet.objects.values_list("reason", flat=True)) == {"Prêt."}

    @pytest.mark.parametrize(("move", "expected"), [("up", (2, 1, 3)), ("down", (1, 3, 2))])
    def test_buttons_rank_without_a_script(self, client_for, jury, heard, rapporteur, move, expected):
        data = typed(heard, move=f"{move}-{heard[1].hearing_id}")
        response = client_for(rapporteur).post(url(jury), data)
        assert response.status_code == 200
        shown = {form.entry.hearing: form.initial["rank"] for form in response.context["form"]}
        assert [shown[challenge.hearing_id] for challenge in heard] == list(expected)
        assert response.content.decode().count("Prêt.") == 3
        assert ranks() == [None] * 3

    def test_a_move_that_makes_no_sense_changes_nothing(self, client_for, jury, heard, rapporteur):
        for move in ("up-999999", "aside", f"up-{heard[0].hearing_id}"):
            response = client_for(rapporteur).post(url(jury), typed(heard, move=move))
            assert [form.entry.title for form in response.context["form"]] == [challenge.title for challenge in heard]

    def test_what_has_no_common_sheet_waits(self, client_for, jury, heard, rapporteur):
        late = entry(jury, "Tardif", 4, sheet=False)
        html = client_for(rapporteur).get(url(jury)).content.decode()
        assert reverse("juries:challenge_sheet", args=[late.hearing_id]) in html
        with pytest.raises(StepRefused, match="fiche commune"):
            grids.save_grid(
                jury, {late.hearing_id: {"favourable": True}}, version=jury.grid_version, by=rapporteur, at=DAY
            )

    def test_a_withdrawn_challenge_is_not_ranked(self, client_for, jury, heard, rapporteur):
        type(heard[2]).objects.filter(pk=heard[2].pk).update(status="withdrawn")
        html = client_for(rapporteur).get(url(jury)).content.decode()
        assert "Open Data" not in html
        assert "3e sur" not in html

    def test_a_rapporteur_in_conflict_leaves_that_challenge_out(self, client_for, jury, heard, rapporteur):
        ConflictOfInterest.objects.create(
            challenge=heard[0], user=rapporteur, kind="declared", declared_at=DAY, declared_by=rapporteur
        )
        response = client_for(rapporteur).get(url(jury))
        assert [form.entry.title for form in response.context["form"]] == ["LABEL", "Open Data"]

    def test_others_read_it_once_their_marks_are_in(self, client_for, jury, heard, rapporteur, member):
        grids.save_grid(
            jury, {heard[0].hearing_id: {"reason": "Très prêt"}}, version=jury.grid_version, by=rapporteur, at=DAY
        )
        client = client_for(member)
        assert "Très prêt" not in client.get(url(jury)).content.decode()
        SheetFactory(hearing=heard[0].hearing, juror=member)
        html = client.get(url(jury)).content.decode()
        assert "Très prêt" in html
        assert "Enregistrer la grille" not in html
        assert client.post(url(jury), typed(heard)).status_code == 409
        assert client.get(url(jury, "hand_in")).url == url(jury)

    def test_not_before_the_day(self, client_for, jury, heard, rapporteur):
        with clock.moved_to(EVE):
            assert "s’ouvre le jour" in client_for(rapporteur).get(url(jury)).content.decode()
            assert client_for(rapporteur).post(url(jury), typed(heard)).status_code == 409

    def test_nobody_else_finds_it(self, client_for, jury, heard, juror, agent, coordination):
        for user in (juror, agent, coordination, JurySeatFactory(jury__promotion=jury.promotion).user):
            assert client_for(user).get(url(jury)).status_code == 404
            assert client_for(user).get(url(jury, "hand_in")).status_code == 404

    def test_a_script_is_answered_with_a_sentence(self, client_for, jury, heard, rapporteur):
        client = client_for(rapporteur)
        fine = send(client, url(jury), typed(heard), **AUTOSAVE).json()
        assert fine["said"] == "Enregistré à 13\xa0h\xa000."
        assert "n’est pas remise" in fine["left"]
        assert fine["version"] == shown(client, url(jury))
        twice = send(client, url(jury), typed(heard, (1, 1, 2)), **AUTOSAVE)
        assert twice.status_code == 422
        assert "sauf 1\xa0réponse à corriger" in twice.json()["said"]
        ((field, sentence),) = twice.json()["wrong"].items()
        assert field == f"audition-{heard[1].hearing_id}-rank"
        assert "déjà donné" in sentence

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_cost_does_not_grow(self, client_for, jury, rapporteur, count, django_assert_num_queries):
        for number in range(count):
            entry(jury, f"Défi {number}", number)
        client = client_for(rapporteur)
        client.get(url(jury))
        with django_assert_num_queries(10):
            client.get(url(jury))


class TestHandingIn:
    def test_saved_is_not_handed_in(self, client_for, jury, heard, rapporteur, letters):
        client = client_for(rapporteur)
        html = client.get(url(jury, "hand_in")).content.decode()
        assert "Il reste à donner 3\xa0avis." in html
        assert "Remettre la grille à la coordination" not in html
        assert client.post(url(jury, "hand_in")).status_code == 409
        assert letters() == []

    def test_the_grid_handed_in_closes_the_sheets_and_tells_the_coordination(
        self, client_for, jury, heard, rapporteur, member, coordination, letters
    ):
        client = client_for(rapporteur)
        client.post(url(jury), typed(heard))
        assert client.post(url(jury, "hand_in")).url == url(jury)
        [letter] = letters("juries/handed_in")
        assert letter.user == coordination
        assert "Rita" in letter.text
        jury.refresh_from_db()
        assert (jury.status, jury.locked_at) == (SheetsStatus.LOCKED, DAY)
        assert "closes" in client.get(url(jury)).content.decode()
        assert client.post(url(jury), typed(heard, (3, 2, 1))).status_code == 409
        with pytest.raises(StepRefused, match="closes"):
            sheets.save_marks(heard[0].hearing, marks(jury), "", version=NOT_YET, by=member, at=DAY)
        with pytest.raises(StepRefused, match="closes"):
            sheets.save_common_sheet(heard[0].hearing, marks(jury), version=1, by=rapporteur, at=DAY)
        assert ranks() == [1, 2, 3]

    def test_only_the_rapporteur_hands_it_in_and_only_once(self, jury, heard, rapporteur, member):
        expected = [challenge.hearing_id for challenge in heard]
        with pytest.raises(StepRefused, match="Seul le rapporteur"):
            grids.hand_in(jury, expected=expected, by=member, at=DAY)
        opinions = {pk: {"favourable": True, "rank": n, "reason": "Prêt"} for n, pk in enumerate(expected, 1)}
        grids.save_grid(jury, opinions, version=jury.grid_version, by=rapporteur, at=DAY)
        grids.hand_in(jury, expected=expected, by=rapporteur, at=DAY)
        with pytest.raises(StepRefused, match="closes"):
            grids.hand_in(jury, expected=expected, by=rapporteur, at=DAY)


class TestLock:
    def step(self, jury, name):
        return reverse("admin:juries_jury_step", args=[jury.pk, name])

    def test_the_coordination_locks_then_opens_again_with_a_reason(
        self, client_for, jury, heard, rapporteur, member, coordination, letters
    ):
        staff = client_for(coordination)
        assert (
            "Verrouiller les fiches" in staff.get(reverse("admin:juries_jury_change", args=[jury.pk])).content.decode()
        )
        assert f"Verrouiller les fiches : {jury}" in staff.get(self.step(jury, "lock")).content.decode()
        staff.post(self.step(jury, "lock"))
        assert {letter.user for letter in letters("juries/locked")} == {rapporteur, member}
        staff.post(self.step(jury, "reopen"), {"reason": "Il manque un rang."})
        told = letters("juries/reopened")
        assert {letter.user for letter in told} == {rapporteur, member}
        assert "Il manque un rang." in told[0].text
        assert [line.verb for line in Entry.objects.about(jury)] == ["lock", "reopen"]
        sheets.save_marks(heard[0].hearing, marks(jury), "", version=NOT_YET, by=member, at=DAY)

    def test_nothing_is_opened_again_once_the_decisions_are_published(self, jury, coordination):
        grids.lock_sheets(jury, by=coordination, at=DAY)
        AnnouncementFactory(promotion=jury.promotion, status=AnnouncementStatus.DONE, done_at=DAY)
        with pytest.raises(StepRefused, match="publiées"):
            grids.reopen_sheets(jury, reason="Un oubli.", by=coordination, at=DAY)

    def test_the_database_refuses_to_write_a_closed_sheet(self, jury, heard, coordination):
        grids.lock_sheets(jury, by=coordination, at=DAY)
        sheet = Sheet.objects.common().first()
        for write in (
            lambda: Sheet.objects.filter(pk=sheet.pk).update(reason="En douce"),
            lambda: SheetFactory(hearing=heard[0].hearing),
            lambda: Mark.objects.filter(sheet=sheet).update(value=4),
            lambda: MarkFactory(sheet=sheet, criterion=CriterionFactory(promotion=jury.promotion)),
        ):
            with pytest.raises(IntegrityError, match="closes"), transaction.atomic():
                write()

    def test_the_database_refuses_a_rank_given_twice(self, jury, heard):
        def twins():
            Sheet.objects.common().update(rank=1)
            transaction.get_connection().check_constraints()

        with pytest.raises(IntegrityError, match="qu’une fois"), transaction.atomic():
            twins()
        elsewhere = entry(JuryFactory(promotion=jury.promotion), "Ailleurs", 0)
        Sheet.objects.filter(hearing__in=[heard[0].hearing, elsewhere.hearing]).update(rank=1)
        transaction.get_connection().check_constraints()


def marks(jury):
    return {line.pk: 3 for line in rules.criteria(jury)}


def test_a_stale_copy_of_the_jury_opens_nothing(jury, heard, member, coordination):
    hearing = heard[0].hearing
    grids.lock_sheets(Jury.objects.get(pk=jury.pk), by=coordination, at=DAY)
    assert hearing.jury.status == SheetsStatus.OPEN
    with pytest.raises(StepRefused, match="closes"):
        sheets.save_marks(hearing, marks(jury), "", version=NOT_YET, by=member, at=DAY)
