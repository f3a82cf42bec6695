"""A hearing is a slot: moved, cancelled, missed, held; refilled; once in each round."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from candidates.application.models.candidacies import Candidacy
from candidates.application.states import CandidacyStatus
from candidates.hearings.models.interviews import Interview
from candidates.hearings.models.juries import JuryPosition
from candidates.hearings.states import InterviewStatus
from candidates.hearings.workflow import changes, scheduling
from eig.common import clock
from eig.common.flow import StepRefused
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Hearing, Sheet
from eig.juries.models.juries import Jury
from eig.juries.workflow.sheets import NOT_YET, save_common_sheet
from eig.promotions.models.settings import Criterion, Round
from eig.promotions.states import Stage
from eig.promotions.workflow.cloning import clone_promotion
from tests.factories.candidates import ApplicationFactory, InterviewFactory, a_position, heard
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, SheetFactory
from tests.factories.promotions import CriterionFactory

S = InterviewStatus
pytestmark = pytest.mark.django_db


@pytest.fixture
def jury(promotion):
    return JuryFactory(promotion=promotion, candidates=True, place="Salle Condorcet")


@pytest.fixture
def position(promotion):
    return a_position(promotion)


@pytest.fixture
def person(promotion):
    return ApplicationFactory(promotion=promotion, preselected=True)


@pytest.fixture
def before(jury):
    return jury.meets_at - timedelta(days=10)


@pytest.fixture
def book(coordination, jury, person, position, before):
    """``book(starts_at=…)`` with everything else as it should be."""

    def schedule(**changed) -> Interview:
        given = {"application": person, "position": position, "jury": jury, "starts_at": jury.meets_at, **changed}
        return scheduling.schedule_interview(**given, by=coordination, at=before)

    return schedule


def kinds(letters) -> list:
    return [m.letter.removeprefix("candidates/") for m in letters()]


def expected_at(hearing) -> list:
    return list(Attendance.objects.filter(hearing=hearing, part="candidate").values_list("user", flat=True))


def test_a_hearing_moves_with_its_slot_and_its_calendar_entry(book, person, jury, coordination, before, letters):
    interview = book()
    later = jury.meets_at + timedelta(minutes=20)
    changes.move_interview(interview, starts_at=later, by=coordination, at=before)
    assert (interview.status, interview.hearing.starts_at, interview.sequence) == (S.MOVED, later, 1)
    assert Hearing.objects.count() == 1
    assert expected_at(interview.hearing) == [person.user_id]
    assert kinds(letters) == ["interview", "interview_moved"]
    assert "9 h 20" in letters("candidates/interview_moved")[0].text.replace("\u00a0", " ")


def test_a_free_slot_is_filled_again(book, promotion, jury, coordination, before, letters):
    first = book()
    changes.cancel_interview(first, reason="Le jury est empêché.", by=coordination, at=before)
    assert (first.status, expected_at(first.hearing)) == (S.CANCELLED, [])
    assert "empêché" in letters("candidates/interview_cancelled")[0].text
    second = book(application=ApplicationFactory(promotion=promotion, preselected=True))
    assert second.hearing == first.hearing
    again = book(starts_at=jury.meets_at + timedelta(hours=1))
    changes.cancel_interview(second, reason="Le jury est empêché.", by=coordination, at=before)
    changes.move_interview(again, starts_at=jury.meets_at, by=coordination, at=before)
    assert again.hearing == first.hearing
    assert Hearing.objects.count() == 2


def test_what_prevents_a_change_is_said(book, promotion, jury, coordination, before):
    interview = book()
    book(
        application=ApplicationFactory(promotion=promotion, preselected=True),
        starts_at=jury.meets_at + timedelta(hours=1),
    )
    wrong = (
        (changes.move_interview, {"starts_at": jury.meets_at}, before, "déjà à cette heure"),
        (changes.move_interview, {"starts_at": before}, before, "déjà passée"),
        (changes.move_interview, {"starts_at": jury.meets_at + timedelta(hours=1)}, before, "entend déjà"),
        (changes.cancel_interview, {"reason": " "}, before, "Dites pourquoi"),
        (changes.miss_interview, {}, before, "pas encore commencé"),
    )
    for verb, given, at, sentence in wrong:
        with pytest.raises(StepRefused, match=sentence):
            verb(interview, **given, by=coordination, at=at)
    SheetFactory(hearing=interview.hearing)
    with pytest.raises(StepRefused, match="fiche est déjà saisie"):
        changes.miss_interview(interview, by=coordination, at=jury.meets_at)


def test_whoever_did_not_come_may_be_heard_another_time(book, jury, coordination, letters):
    interview = book()
    changes.miss_interview(interview, by=coordination, at=jury.meets_at + timedelta(hours=1))
    assert interview.status == S.ABSENT
    assert kinds(letters) == ["interview"]
    assert book(starts_at=jury.meets_at + timedelta(hours=3)).status == S.BOOKED


def test_a_common_sheet_says_that_the_person_was_heard(book, jury, juror, promotion):
    JurySeatFactory(jury=jury, user=juror, rapporteur=True)
    interview, criterion = book(), CriterionFactory(promotion=promotion, stage=Stage.CANDIDATE)
    for _ in range(2):
        at, version = jury.meets_at + timedelta(hours=1), NOT_YET
        save_common_sheet(interview.hearing, {criterion.pk: 3}, favourable=True, version=version, by=juror, at=at)
    interview.refresh_from_db()
    assert interview.status == S.HELD
    assert Candidacy.objects.get().status == CandidacyStatus.HEARD


def test_one_person_fills_a_slot_and_is_heard_once_in_a_round(person, position, promotion, jury):
    first = InterviewFactory(application=person, position=position, hearing=HearingFactory(jury=jury))
    for clash in ({"hearing": first.hearing}, {"application": person, "position": position}, {"round": 0}):
        given = {"application": ApplicationFactory(promotion=promotion, preselected=True), **clash}
        with pytest.raises(IntegrityError), transaction.atomic():
            InterviewFactory(**given)
    Interview.objects.update(status=S.ABSENT)
    InterviewFactory(application=person, position=position, hearing=first.hearing)


class TestPositions:
    def test_a_jury_that_names_positions_hears_no_other(self, book, promotion, jury, position):
        named = a_position(promotion)
        JuryPosition.objects.create(jury=jury, position=named)
        with pytest.raises(StepRefused, match="n’entend pas ce poste"):
            book()
        assert book(position=named)

    def test_they_are_of_its_promotion(self, jury, promotion):
        stranger, challenges = a_position(JuryFactory().promotion), JuryFactory(promotion=promotion)
        for row in ({"jury": jury, "position": stranger}, {"jury": challenges, "position": a_position(promotion)}):
            with pytest.raises(ValidationError):
                JuryPosition(**row).full_clean()
            with pytest.raises(IntegrityError), transaction.atomic():
                JuryPosition.objects.create(**row)

    def test_the_coordination_names_them(self, client_for, coordination, jury, position):
        browser, address = client_for(coordination), reverse("admin:candidates_juryposition_add")
        assert browser.get(address).status_code == 200
        browser.post(address, {"jury": jury.pk, "position": position.pk})
        assert list(JuryPosition.objects.values_list("jury", "position")) == [(jury.pk, position.pk)]


class TestSecondRound:
    @pytest.fixture
    def second(self, promotion, jury):
        """A jury of the second round, two weeks after the first, with a criterion of its own."""
        CriterionFactory(promotion=promotion, stage=Stage.CANDIDATE, round=2, label="Projection", mark_max=10)
        later = jury.meets_at + timedelta(days=14)
        return JuryFactory(promotion=promotion, candidates=True, round=2, name="Jury final", meets_at=later)

    @pytest.fixture
    def first(self, person, position):
        return heard(person, position, marks=3)

    def test_one_is_heard_again_for_the_same_position(self, book, first, second):
        interview = book(jury=second, starts_at=second.meets_at)
        assert (interview.round, interview.position) == (2, first.position)
        with pytest.raises(StepRefused, match="déjà auditionnée"):
            book(jury=second, starts_at=second.meets_at + timedelta(hours=2))

    def test_nobody_skips_the_round_before(self, book, second, promotion):
        with pytest.raises(StepRefused, match="entendue pour ce poste au tour 1"):
            book(jury=second, starts_at=second.meets_at)
        InterviewFactory(application=ApplicationFactory(promotion=promotion, preselected=True))
        with pytest.raises(StepRefused, match="au tour 1"):
            book(jury=second, starts_at=second.meets_at)

    @pytest.mark.parametrize(("cut", "passes"), [(15, True), (16, False), (None, True)])
    def test_the_cut_decides_who_goes_on(self, book, first, second, promotion, cut, passes):
        Round.objects.create(promotion=promotion, number=1, cut=cut)
        if passes:
            assert book(jury=second, starts_at=second.meets_at)
        else:
            with pytest.raises(StepRefused, match="15 points au tour 1, dont la barre est à 16"):
                book(jury=second, starts_at=second.meets_at)

    def test_it_is_booked_marked_and_read_on_the_board(
        self, client_for, coordination, juror, first, second, promotion, before
    ):
        """Over the screens alone: the criteria and the maximum are those of the round."""
        JurySeatFactory(jury=second, user=juror, rapporteur=True)
        staff, reader = client_for(coordination), client_for(juror)
        form = reverse("admin:candidates_application_interview", args=[first.application_id])
        sent = {"position": first.position_id, "jury": second.pk, "starts_at": "2020-07-14T09:00", "minutes": 40}
        with clock.moved_to(before):
            staff.post(form, sent)
        interview = Interview.objects.get(round=2)
        sheet = reverse("juries:candidate_sheet", args=[interview.hearing_id])
        criterion = Criterion.objects.get(round=2)
        with clock.moved_to(second.meets_at + timedelta(hours=1)):
            page = reader.get(sheet).content.decode()
            assert "Projection" in page
            assert page.count("data-criterion") <= 1
            others = Criterion.objects.filter(stage=Stage.CANDIDATE, round=1)
            assert [line for line in others if f"criterion_{line.pk}" in page] == []
            marks = {f"criterion_{criterion.pk}": 9, "comment": "", "favourable": "yes", "rank": "1", "reason": ""}
            assert reader.post(sheet, marks).status_code == 302
            assert Sheet.objects.common().with_score().get(hearing=interview.hearing).score == 9
            board = staff.get(reverse("admin:candidates_board", args=[promotion.pk])).content.decode()
        assert "9 / 10 (tour 2)" in " ".join(board.split())
        interview.refresh_from_db()
        assert interview.status == S.HELD

    def test_a_round_is_a_setting_that_a_copy_keeps(self, second, promotion, coordination, before):
        Round.objects.create(promotion=promotion, number=1, cut=12)
        copy = clone_promotion(promotion, name="EIG 5", slug="eig-5", days=364, by=coordination, at=before)
        assert list(copy.rounds.values_list("number", "cut")) == [(1, 12)]
        assert copy.criteria.filter(round=2).count() == 1

    def test_a_jury_keeps_its_round_once_it_hears(self, client_for, coordination, first, jury):
        with pytest.raises(IntegrityError), transaction.atomic():
            Jury.objects.filter(pk=first.hearing.jury_id).update(round=2)
        heard_by = first.hearing.jury
        address = reverse("admin:juries_jury_change", args=[heard_by.pk])
        browser = client_for(coordination)
        page = browser.get(address)
        values = page.context["adminform"].form.initial
        sent = {name: values[name] for name in ("promotion", "stage", "name", "place")} | {"round": 2}
        sent |= {"meets_at": "2020-06-30T09:00"}
        assert "son tour ne change plus" in browser.post(address, sent).content.decode()


class TestAdministration:
    @pytest.fixture
    def browser(self, client_for, coordination):
        return client_for(coordination)

    def act(self, browser, interview, step, at, **data):
        address = reverse("admin:candidates_interview_step", args=[interview.pk, step])
        with clock.moved_to(at):
            assert browser.get(address).status_code == 200
            browser.post(address, data)
        interview.refresh_from_db()
        return interview.status

    def test_each_change_has_its_button(self, browser, book, jury, before):
        interview = book()
        page = browser.get(reverse("admin:candidates_interview_change", args=[interview.pk])).content.decode()
        for step in ("move", "miss", "cancel"):
            assert Interview.FLOW[step].label in page
        assert self.act(browser, interview, "move", before, starts_at="2020-06-30T10:30") == S.MOVED
        assert self.act(browser, interview, "cancel", before, reason="Le jury est empêché.") == S.CANCELLED
        other = book(starts_at=jury.meets_at + timedelta(hours=5))
        assert self.act(browser, other, "miss", other.hearing.starts_at) == S.ABSENT

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_list_costs_the_same(self, browser, promotion, django_assert_num_queries, count):
        for _ in range(count):
            InterviewFactory(application=ApplicationFactory(promotion=promotion, preselected=True))
        address = reverse("admin:candidates_interview_changelist")
        browser.get(address)
        with django_assert_num_queries(8):
            browser.get(address)

    def test_the_candidate_reads_the_new_hour_and_no_cancelled_hearing(
        self, client_for, book, person, coordination, before
    ):
        interview = book()
        with clock.moved_to(before):
            assert "Mes auditions" in client_for(person.user).get(person.get_absolute_url()).content.decode()
            changes.cancel_interview(interview, reason="Le jury est empêché.", by=coordination, at=before)
            page = client_for(person.user).get(person.get_absolute_url()).content.decode()
        assert "Mes auditions" not in page
