"""Hearing candidates: booking, the jurors' pages, the score out of 20."""

from datetime import timedelta

import pytest
from django.urls import reverse

from candidates.hearings.models.interviews import Interview
from candidates.hearings.workflow import scheduling
from candidates.offers.workflow import withdrawal
from eig.common import clock
from eig.common.flow import StepRefused
from eig.juries.models.hearings import Sheet
from eig.promotions.states import Stage
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, InterviewFactory, a_position, heard
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory
from tests.factories.promotions import CriterionFactory
from tests.keeping import choices, send, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def jury(promotion):
    return JuryFactory(promotion=promotion, candidates=True, place="Salle Condorcet")


@pytest.fixture
def person(promotion):
    return ApplicationFactory(promotion=promotion, preselected=True)


@pytest.fixture
def book(promotion, coordination, jury, person):
    """``book(starts_at=…)`` with everything else as it should be."""

    def schedule(**changes) -> Interview:
        given = {"application": person, "position": a_position(promotion), "jury": jury, **changes}
        at = jury.meets_at - timedelta(days=10)
        return scheduling.schedule_interview(**{"starts_at": jury.meets_at, "by": coordination, "at": at, **given})

    return schedule


def test_a_booking_tells_the_person_when_and_where(book, person, letters):
    book()
    (letter,) = letters()
    text = letter.text.replace("\u00a0", " ")
    assert letter.user == person.user
    assert "mardi 30 juin 2020 à 9 h 00, heure de Paris" in text
    assert "Salle Condorcet" in text


def test_what_prevents_a_booking_is_said(book, promotion, jury):
    with pytest.raises(StepRefused, match="déjà passée"):
        book(at=jury.meets_at)
    with pytest.raises(StepRefused, match="présélectionnée"):
        book(application=ApplicationFactory(promotion=promotion, submitted=True))
    with pytest.raises(StepRefused, match="n’entend pas"):
        book(jury=JuryFactory(promotion=promotion))
    with pytest.raises(StepRefused, match="n’entend pas"):
        book(jury=JuryFactory(candidates=True))
    with pytest.raises(StepRefused, match="n’appartient pas"):
        book(position=a_position(JuryFactory().promotion))


def test_no_two_hearings_of_a_jury_or_of_a_person_overlap(book, promotion, jury):
    first = book()
    other = ApplicationFactory(promotion=promotion, preselected=True)
    with pytest.raises(StepRefused, match="déjà auditionnée pour ce poste"):
        book(position=first.position, starts_at=jury.meets_at + timedelta(hours=3))
    with pytest.raises(StepRefused, match="jury entend déjà"):
        book(application=other, starts_at=jury.meets_at + timedelta(minutes=39))
    with pytest.raises(StepRefused, match="ailleurs"):
        book(jury=JuryFactory(promotion=promotion, candidates=True), starts_at=jury.meets_at - timedelta(minutes=20))
    assert book(application=other, starts_at=jury.meets_at + timedelta(minutes=40))


def test_a_booking_goes_into_the_calendar_of_the_person_alone(book, person, coordination, client_for):
    interview = book()
    address = reverse("candidates:agenda", args=[interview.pk])
    entry = client_for(person.user).get(address).content.decode()
    assert "DTSTART:20200630T070000Z" in entry
    assert "Salle Condorcet" in entry
    for other in (coordination, UserFactory()):
        assert client_for(other).get(address).status_code == 404


@pytest.fixture
def interview(person, jury, promotion):
    for number in range(5):
        CriterionFactory(promotion=promotion, stage=Stage.CANDIDATE, order=number)
    return InterviewFactory(
        application=person, position=a_position(promotion), hearing=HearingFactory(jury=jury, starts_at=jury.meets_at)
    )


@pytest.fixture
def day(interview):
    with clock.moved_to(interview.hearing.starts_at + timedelta(hours=1)) as at:
        yield at


def typed(interview, mark, **more) -> dict:
    criteria = interview.application.promotion.criteria.filter(stage=Stage.CANDIDATE)
    return {f"criterion_{line.pk}": mark for line in criteria} | {"comment": ""} | more


def address(interview, name="candidate"):
    return reverse(f"juries:{name}", args=[interview.hearing_id])


def test_a_juror_marks_out_of_20_and_reads_the_others_afterwards(client_for, interview, jury, juror, day):
    JurySeatFactory(jury=jury, user=juror)
    second = JurySeatFactory(jury=jury, user__first_name="Paul", user__last_name="Second").user
    first = client_for(juror)
    client_for(second).post(address(interview), typed(interview, 2, comment="Un peu jeune"))
    before = first.get(address(interview)).content.decode()
    assert "Un peu jeune" not in before
    assert interview.application.phone not in before
    response = first.post(address(interview), typed(interview, 4), follow=True)
    after = response.content.decode().replace("&nbsp;", " ")
    assert "Total de ma fiche : 20 sur 20" in after
    assert "Un peu jeune" in after


def test_the_rapporteur_alone_enters_the_common_sheet(client_for, interview, jury, juror, day):
    JurySeatFactory(jury=jury, user=juror, rapporteur=True)
    plain = JurySeatFactory(jury=jury).user
    sheet = address(interview, "candidate_sheet")
    assert client_for(plain).get(sheet).status_code == 403
    browser = client_for(juror)
    assert browser.get(sheet).status_code == 200
    response = browser.post(sheet, typed(interview, 3, favourable="yes", rank="1", reason=""))
    assert response.status_code == 302
    assert Sheet.objects.common().with_score().get(hearing=interview.hearing).score == 15


def test_two_windows_of_the_rapporteur_lose_neither_the_opinion_nor_the_marks(client_for, interview, jury, juror, day):
    JurySeatFactory(jury=jury, user=juror, rapporteur=True)
    browser, sheet = client_for(juror), address(interview, "candidate_sheet")
    send(browser, sheet, typed(interview, 3, favourable="yes", rank="1", reason="", favourite=""))
    stale = shown(browser, sheet)
    changed = typed(interview, 4, favourable="no", rank="1", reason="Un peu tôt.", favourite="on")
    send(browser, sheet, changed)
    former = typed(interview, 3, favourable="yes", rank="1", reason="Convaincant.", comment="Relu.")
    answer = browser.post(sheet, {"version": stale, **former})
    assert answer.status_code == 409
    [[reason, (field, mine)]] = choices(answer).items()
    assert reason.startswith("Motif de l’avis")
    assert browser.post(sheet, {"version": stale, **former, field: mine}).status_code == 302
    row = Sheet.objects.common().with_score().get()
    assert (row.favourable, row.rank, row.reason, row.favourite) == (False, 1, "Convaincant.", True)
    assert (row.comment, row.score) == ("Relu.", 20)


def test_an_opinion_is_asked_before_a_common_sheet_is_stored(client_for, interview, jury, juror, day):
    JurySeatFactory(jury=jury, user=juror, rapporteur=True)
    browser, sheet = client_for(juror), address(interview, "candidate_sheet")
    answer = browser.post(sheet, typed(interview, 3, rank="", reason="Convaincant."))
    assert answer.status_code == 422
    assert "Dites si l’avis du jury est favorable." in answer.content.decode()
    assert not Sheet.objects.exists()
    told = browser.post(sheet, typed(interview, 3, rank="9", reason="x"), headers={"X-Autosave": "1"})
    assert (told.status_code, list(told.json()["wrong"])) == (422, ["rank"])


@pytest.mark.parametrize("name", ["candidate", "candidate_sheet"])
def test_nobody_else_reads_a_candidate(client_for, interview, coordination, day, name):
    for user in (UserFactory(), interview.application.user, coordination):
        assert client_for(user).get(address(interview, name)).status_code == 404


def test_a_withdrawn_candidate_is_not_marked_any_more(client_for, interview, jury, juror, day):
    JurySeatFactory(jury=jury, user=juror)
    withdrawal.withdraw(interview.application, by=interview.application.user, at=day)
    browser = client_for(juror)
    assert "a été retirée" in browser.get(address(interview)).content.decode()
    assert browser.post(address(interview), typed(interview, 4)).status_code == 409
    assert not Sheet.objects.exists()


def test_the_score_of_the_common_sheet_is_read_in_one_query(promotion, django_assert_num_queries):
    for _ in range(3):
        heard(ApplicationFactory(promotion=promotion, preselected=True), a_position(promotion), marks=3)
    with django_assert_num_queries(2):
        assert [row.hearing.common[0].score for row in Interview.objects.with_scores()] == [15, 15, 15]
