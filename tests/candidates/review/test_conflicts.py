"""What sets a juror or a reader aside from a candidate, and what closes then."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.hearings.models.interviews import Interview
from candidates.hearings.workflow.changes import cancel_interview
from candidates.hearings.workflow.scheduling import schedule_interview
from candidates.review import todo, workflow
from candidates.review.models.conflicts import ConflictOfInterest
from candidates.review.models.reading import Reading
from candidates.review.states import ConflictKind
from eig.common import clock
from eig.common.flow import StepRefused
from eig.common.refusals import refused_with
from eig.journal.models import Entry
from eig.juries import rules as juries
from eig.juries.models.attendance import Attendance
from eig.juries.workflow.attendance import follow_seats
from eig.reviewing.workflow import conflicts
from eig.reviewing.workflow import reading as readings
from eig.reviewing.workflow.reading import EachRefused
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    ApplicationFactory,
    ApplicationReadingFactory,
    CandidateConflictFactory,
    InterviewFactory,
    a_position,
)
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, SheetFactory

LIST = reverse("admin:candidates_conflictofinterest_changelist")


@pytest.fixture
def interview(promotion):
    return InterviewFactory(application__promotion=promotion, position=a_position(promotion))


@pytest.fixture
def application(interview):
    return interview.application


@pytest.fixture
def member(interview, juror):
    return JurySeatFactory(jury=interview.hearing.jury, user=juror).user


@pytest.fixture
def reader(groups):
    person = UserFactory(first_name="Lou", last_name="Lectrice", is_staff=True)
    person.groups.add(groups["outside_readers"])
    return person


def url(interview, name="candidate"):
    return reverse(f"juries:{name}", args=[interview.hearing_id])


def examine(conflict):
    return reverse("admin:candidates_conflictofinterest_examine", args=[conflict.pk])


def lift(application, user, **given):
    conflicts.lift_conflict(ConflictOfInterest, application, user, **given)


def test_a_conflict_closes_the_file_at_once(interview, application, member, client_for, at):
    client = client_for(member)
    assert client.get(url(interview)).status_code == 200
    assert set(Application.objects.interviewed_by(member)) == {application}
    workflow.declare_conflict(application, member, reason="Ma sœur", by=member, at=at)
    assert client.get(url(interview)).status_code == 403
    assert client.get(url(interview, "candidate_sheet")).status_code == 403
    assert not Application.objects.readable_by(member).exists()
    assert not Interview.objects.judged_by(member).exists()
    assert not interview.hearing.attendances.jurors().exists()
    desk = client.get("/jury/").content.decode()
    assert "Conflit d’intérêts" in desk
    assert f'href="{url(interview)}"' not in desk


def test_another_hearing_stays_open(interview, application, member, client_for, at):
    jury = interview.hearing.jury
    other = InterviewFactory(
        application__promotion=application.promotion,
        position=interview.position,
        hearing=HearingFactory(jury=jury, starts_at=interview.hearing.starts_at + timedelta(hours=2)),
    )
    workflow.declare_conflict(application, member, by=member, at=at)
    assert list(Interview.objects.judged_by(member)) == [other]
    assert juries.set_aside([interview.hearing, other.hearing]) == {(interview.hearing_id, member.pk)}
    assert client_for(member).get(url(other)).status_code == 200


def test_the_juror_s_own_declaration(interview, member, client_for, coordination, letters):
    client, page = client_for(member), url(interview, "candidate_conflict")
    assert page in client.get(url(interview)).content.decode()
    missing = client.post(page, {"kind": "personal", "reason": ""})
    assert missing.status_code == 422
    assert 'id="id_reason_error"' in missing.content.decode()
    data = {"kind": "personal", "reason": "Un cousin."}
    assert client.post(page, data).url == client.post(page, data).url == reverse("juries:desk")
    conflict = ConflictOfInterest.objects.get()
    assert (conflict.kind, conflict.user, conflict.examined_at) == ("personal", member, None)
    [letter] = letters("candidates/conflict_declared")
    assert letter.user == coordination
    assert "Un cousin." in letter.text
    assert examine(conflict) in letter.text
    assert "vous écarte de cette candidature" in client.get(page).content.decode()


def test_nobody_else_is_told_why_a_file_is_closed(interview, application, agent, client_for):
    CandidateConflictFactory(application=application, user=agent)
    assert client_for(agent).get(url(interview)).status_code == 404
    assert client_for(agent).get(url(interview, "candidate_conflict")).status_code == 404


def test_whoever_has_marked_asks_the_coordination_first(interview, application, member, at):
    SheetFactory(hearing=interview.hearing, juror=member)
    with pytest.raises(StepRefused, match="a déjà noté cette candidature"):
        workflow.declare_conflict(application, member, by=member, at=at)


def test_a_conflict_is_examined_then_lifted_with_a_reason(interview, application, member, coordination, at):
    follow_seats(interview.hearing.jury)
    workflow.set_oneself_aside(application, kind=ConflictKind.PERSONAL, reason="Un cousin.", by=member, at=at)
    [line] = todo.todo(coordination, at)
    assert line.title.replace("\xa0", " ") == "Examiner 1 conflit d’intérêts déclaré"
    for _ in range(2):
        workflow.declare_conflict(application, member, by=coordination, at=at)
    assert todo.todo(coordination, at) == []
    assert Entry.objects.about(application).filter(verb="examine_conflict").count() == 1
    with pytest.raises(StepRefused, match="pourquoi"):
        lift(application, member, reason=" ", by=coordination, at=at)
    lift(application, member, reason="Homonyme", by=coordination, at=at)
    assert list(Interview.objects.judged_by(member)) == [interview]
    assert [row.user for row in interview.hearing.attendances.jurors()] == [member]
    with pytest.raises(IntegrityError, match="lifted_when_examined"), transaction.atomic():
        ConflictOfInterest.objects.update(stands=False, examined_at=None)


class TestReaders:
    def test_what_was_given_to_read_is_taken_back_with_the_advice(self, promotion, reader, coordination, at, letters):
        application = ApplicationFactory(promotion=promotion, submitted=True)
        reading = ApplicationReadingFactory(application=application, reader=reader)
        readings.advise(reading, advice="preselect", by=reader, at=at)
        workflow.set_oneself_aside(application, kind="professional", reason="Un collègue.", by=reader, at=at)
        assert not Reading.objects.exists()
        assert "Avis retiré du dossier : présélectionner" in Entry.objects.about(application).get(verb="take_back").note
        assert len(letters("candidates/conflict_declared")) == 1
        with pytest.raises(EachRefused, match="Un conflit d’intérêts écarte Lou Lectrice"):
            workflow.assign_reader([application], reader, by=coordination, at=at)

    def test_the_reader_s_own_page(self, promotion, reader, client_for):
        application = ApplicationReadingFactory(application__promotion=promotion, reader=reader).application
        client = client_for(reader)
        page = reverse("admin:candidates_application_conflict", args=[application.pk])
        shown = reverse("admin:candidates_application_change", args=[application.pk])
        assert page in client.get(shown).content.decode()
        assert "ce lien" in client.get(page).content.decode()
        client.post(page, {"kind": "declared", "reason": "Une association."})
        assert ConflictOfInterest.objects.get().user == reader
        assert client.get(shown).status_code == 302
        assert client.get(page).status_code == 404


class TestTheCoordinationSPages:
    def test_declared_shown_and_examined(self, application, interview, member, client_for, coordination, groups):
        client = client_for(coordination)
        shown = reverse("admin:candidates_application_change", args=[application.pk])
        add = reverse("admin:candidates_conflictofinterest_add")
        assert f"{add}?application={application.pk}" in client.get(shown).content.decode()
        data = {"application": application.pk, "user": member.pk, "kind": "personal", "reason": "Un cousin."}
        assert client.post(add, data).status_code == 302
        conflict = ConflictOfInterest.objects.get()
        assert (conflict.declared_by, conflict.examined_at is None) == (coordination, False)
        assert "Un cousin." in client.get(shown).content.decode()
        assert examine(conflict) in client.get(LIST).content.decode()
        assert "le dossier reste fermé" in client.get(examine(conflict)).content.decode()
        client.post(examine(conflict), {"reason": "Homonyme"})
        conflict.refresh_from_db()
        assert not conflict.stands
        client.post(examine(conflict), {"aside": "1"})
        conflict.refresh_from_db()
        assert (conflict.stands, conflict.reason) == (True, "Un cousin.")
        hr = UserFactory(is_staff=True)
        hr.groups.add(groups["hr"])
        assert "Un cousin." not in client_for(hr).get(shown).content.decode()

    def test_who_has_marked_is_refused_beside_the_field(self, application, interview, member, client_for, coordination):
        SheetFactory(hearing=interview.hearing, juror=member)
        data = {"application": application.pk, "user": member.pk, "kind": "personal", "reason": "Un cousin."}
        answer = client_for(coordination).post(reverse("admin:candidates_conflictofinterest_add"), data)
        assert "a déjà noté ce dossier" in answer.content.decode()
        assert not ConflictOfInterest.objects.exists()

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_list_costs_the_same(self, promotion, client_for, coordination, django_assert_num_queries, count):
        client = client_for(coordination)
        client.get(LIST)
        for _ in range(count):
            CandidateConflictFactory(application__promotion=promotion)
        with django_assert_num_queries(7):
            client.get(LIST)


class TestTheDatabase:
    """What no verb would write is refused all the same, whichever side comes second."""

    def attendance(self, interview, user):
        values = {"hearing": interview.hearing, "user": user, "email": user.email, "part": "juror"}
        return Attendance.objects.create(**values)

    def refused(self):
        return pytest.raises(IntegrityError, match="in conflict with application")

    def test_a_juror_in_conflict_neither_attends_nor_marks(self, interview, application, member):
        CandidateConflictFactory(application=application, user=member)
        with self.refused(), transaction.atomic():
            self.attendance(interview, member)
        with self.refused(), transaction.atomic():
            SheetFactory(hearing=interview.hearing, juror=member)
        with pytest.raises(StepRefused, match="elle ne la juge pas"), refused_with(juries.BACKSTOPS):
            self.attendance(interview, member)

    def test_a_conflict_needs_a_recusal_first(self, interview, application, member):
        self.attendance(interview, member)
        with self.refused(), transaction.atomic():
            CandidateConflictFactory(application=application, user=member)

    def test_nobody_enters_a_hearing_attended_in_conflict(self, interview, promotion, member):
        self.attendance(interview, member)
        other = CandidateConflictFactory(application__promotion=promotion, user=member).application
        with self.refused(), transaction.atomic():
            Interview.objects.filter(pk=interview.pk).update(application=other)

    def test_nobody_in_conflict_reads(self, application, member):
        conflict = CandidateConflictFactory(application=application, user=member)
        with self.refused(), transaction.atomic():
            ApplicationReadingFactory(application=application, reader=member)
        conflict.delete()
        ApplicationReadingFactory(application=application, reader=member)
        with self.refused(), transaction.atomic():
            CandidateConflictFactory(application=application, user=member)


class TestHearing:
    @pytest.fixture
    def person(self, promotion):
        return ApplicationFactory(promotion=promotion, preselected=True)

    @pytest.fixture
    def book(self, person, promotion, coordination, at):
        def booked(jury, *, application=person):
            given = {"starts_at": jury.meets_at, "by": coordination, "at": at}
            return schedule_interview(application, a_position(promotion), jury, **given)

        return booked

    @pytest.fixture
    def member_of(self):
        return lambda jury: JurySeatFactory(jury=jury).user

    def test_the_others_hear_the_person(self, person, promotion, juror, book, at):
        jury = JuryFactory(promotion=promotion, candidates=True)
        aside, there = JurySeatFactory(jury=jury, user=juror), JurySeatFactory(jury=jury)
        workflow.declare_conflict(person, aside.user, by=juror, at=at)
        with clock.moved_to(at):
            interview = book(jury)
        assert [row.user for row in interview.hearing.attendances.jurors()] == [there.user]

    def test_a_slot_that_was_freed_is_somebody_else_s(self, person, promotion, member_of, book, coordination, at):
        jury = JuryFactory(promotion=promotion, candidates=True)
        aside, there = member_of(jury), member_of(jury)
        workflow.declare_conflict(person, aside, by=coordination, at=at)
        with clock.moved_to(at):
            first = book(jury)
            cancel_interview(first, reason="Le jury se réunit plus tard.", by=coordination, at=at)
            second = book(jury, application=ApplicationFactory(promotion=promotion, preselected=True))
        hearing = second.hearing
        assert hearing == first.hearing
        assert {row.user for row in hearing.attendances.jurors()} == {aside, there}
        assert juries.set_aside([hearing]) == set()
        assert ConflictOfInterest.hearings_of(person) == []
        assert ConflictOfInterest.objects.hearings_closed_to(aside) == set()
        assert list(Interview.objects.judged_by(aside)) == [second]

    def test_the_rapporteur_must_be_there(self, person, promotion, juror, book, at):
        jury = JuryFactory(promotion=promotion, candidates=True)
        JurySeatFactory(jury=jury, user=juror, rapporteur=True)
        workflow.declare_conflict(person, juror, by=juror, at=at)
        with pytest.raises(StepRefused, match="nommez un autre rapporteur"):
            book(jury)
