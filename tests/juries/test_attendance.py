"""Nobody in two places, no room used twice: said by the verbs, refused by the database."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from eig.common.flow import StepRefused
from eig.common.refusals import refused_with
from eig.juries.models.attendance import Attendance
from eig.juries.models.hearings import Hearing
from eig.juries.states import Part
from eig.juries.workflow import attendance, seats
from tests.factories.accounts import UserFactory
from tests.factories.juries import MARCH_24, HearingFactory, JuryFactory, JurySeatFactory

pytestmark = pytest.mark.django_db

QUARTER = timedelta(minutes=15)


@pytest.fixture
def hearing():
    return HearingFactory()


def present(hearing, user=None, email="nadia@assos.example", part=Part.PRESENTER):
    return Attendance(hearing=hearing, user=user, email=user.email.lower() if user else email, part=part)


def at_same_time(hearing, **more):
    return HearingFactory(jury=JuryFactory(promotion=hearing.jury.promotion), starts_at=hearing.starts_at, **more)


class TestVerbs:
    def test_the_jury_and_those_it_hears_are_expected(self, hearing):
        seat = JurySeatFactory(jury=hearing.jury)
        JurySeatFactory(jury=hearing.jury, status="declined")
        attendance.attend(hearing, [present(hearing), present(hearing, seat.user)])
        rows = {row.email: row.part for row in hearing.attendances.all()}
        assert rows == {seat.user.email.lower(): Part.JUROR, "nadia@assos.example": Part.PRESENTER}

    @pytest.mark.parametrize("known", [True, False])
    def test_nobody_presents_twice_at_the_same_hour(self, hearing, juror, known):
        user = juror if known else None
        attendance.attend(hearing, [present(hearing, user)])
        other = at_same_time(hearing)
        with pytest.raises(StepRefused, match="déjà d’une audition à cette heure : Jury"):
            attendance.attend(other, [present(other, user)])
        later = HearingFactory(jury=other.jury, starts_at=hearing.ends_at)
        attendance.attend(later, [present(later, user)])

    def test_a_juror_already_taken_is_not_invited(self, hearing, juror, at):
        seats.seat(hearing.jury, juror, by=None, at=at)
        other = at_same_time(hearing)
        with pytest.raises(StepRefused, match="déjà d’une audition"):
            seats.invite(other.jury, email=juror.email, by=None, at=at)

    def test_presences_follow_the_answers(self, hearing, juror, at):
        seat = seats.invite(hearing.jury, email=juror.email, by=None, at=at)
        assert [row.user for row in hearing.attendances.all()] == [juror]
        seats.decline(seat, by=juror, at=at)
        assert not hearing.attendances.exists()
        seats.accept(seat, half_days=["2020-03-24 am"], by=juror, at=at)
        assert hearing.attendances.count() == 1
        seats.unseat(hearing.jury, juror, by=None, at=at)
        assert not hearing.attendances.exists()


class TestDatabase:
    @pytest.mark.parametrize("known", [True, False])
    def test_a_person_in_two_places_is_refused(self, hearing, juror, known):
        user = juror if known else None
        present(hearing, user).save()
        with pytest.raises(IntegrityError, match="juries_attendance_"), transaction.atomic():
            present(at_same_time(hearing), user).save()

    def test_an_overlap_of_one_minute_is_one(self, hearing, juror):
        present(hearing, juror).save()
        almost = HearingFactory(starts_at=hearing.ends_at - timedelta(minutes=1))
        with pytest.raises(IntegrityError, match="juries_attendance_person"), transaction.atomic():
            present(almost, juror).save()

    def test_moving_a_hearing_moves_its_people(self, hearing, juror):
        present(hearing, juror).save()
        later = HearingFactory(starts_at=hearing.starts_at + timedelta(hours=2))
        present(later, juror).save()
        with pytest.raises(IntegrityError, match="juries_attendance_person"), transaction.atomic():
            Hearing.objects.filter(pk=later.pk).update(starts_at=hearing.starts_at + QUARTER)
        Hearing.objects.filter(pk=later.pk).update(starts_at=hearing.ends_at, minutes=30)
        during = Attendance.objects.get(hearing=later).during
        assert (during.lower, during.upper) == (hearing.ends_at, hearing.ends_at + timedelta(minutes=30))

    def test_jurors_deliberate_after_the_last_hearing_of_a_half_day(self, hearing, juror):
        last = HearingFactory(jury=hearing.jury, starts_at=hearing.ends_at)
        for attended in (hearing, last):
            present(attended, juror, part=Part.JUROR).save()
        elsewhere = JuryFactory(promotion=hearing.jury.promotion)
        soon = HearingFactory(jury=elsewhere, starts_at=last.ends_at + QUARTER)
        with pytest.raises(IntegrityError, match="juries_attendance_person"), transaction.atomic():
            present(soon, juror).save()
        present(soon, email="nadia@assos.example").save()
        present(last).save()
        Hearing.objects.filter(pk=soon.pk).update(starts_at=last.ends_at + 2 * QUARTER)
        present(soon, juror).save()

    def test_deliberation_follows_whichever_hearing_is_last(self, hearing, juror):
        present(hearing, juror, part=Part.JUROR).save()

        def ends():
            return Attendance.objects.get(hearing=hearing).during.upper - hearing.ends_at

        assert ends() == 2 * QUARTER
        later = HearingFactory(jury=hearing.jury, starts_at=hearing.ends_at)
        assert ends() == timedelta(0)
        Hearing.objects.filter(pk=later.pk).update(starts_at=hearing.starts_at + timedelta(hours=5))
        assert ends() == 2 * QUARTER

    def test_juries_of_candidates_go_on_without_one(self, juror):
        hearing = HearingFactory(jury__candidates=True)
        present(hearing, juror, part=Part.JUROR).save()
        assert Attendance.objects.get().during.upper == hearing.ends_at

    def test_who_still_deliberates_is_named(self, hearing, juror, at):
        seats.seat(hearing.jury, juror, by=None, at=at)
        other = HearingFactory(jury=JuryFactory(promotion=hearing.jury.promotion), starts_at=hearing.ends_at)
        with pytest.raises(StepRefused, match="délibère encore à cette heure : Jury"):
            attendance.attend(other, [present(other, juror)])

    def test_a_jury_hears_one_at_a_time(self, hearing):
        with pytest.raises(IntegrityError, match="juries_hearing_jury_free"), transaction.atomic():
            HearingFactory(jury=hearing.jury, starts_at=hearing.starts_at + QUARTER)

    def test_a_room_serves_one_hearing_at_a_time(self, hearing):
        Hearing.objects.update(room="Salle A")
        with pytest.raises(IntegrityError, match="juries_hearing_room_free"), transaction.atomic():
            at_same_time(hearing, room="salle a")
        at_same_time(hearing, room="Salle B")
        at_same_time(hearing, room="")

    def test_two_hearings_may_exchange_their_hours(self, hearing):
        later = HearingFactory(jury=hearing.jury, starts_at=hearing.ends_at)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            Hearing.objects.filter(pk=hearing.pk).update(starts_at=later.starts_at)
            Hearing.objects.filter(pk=later.pk).update(starts_at=MARCH_24)
        assert Hearing.objects.order_by("starts_at").first() == later

    def test_a_refusal_is_said_as_the_rule_and_undoes_what_was_written(self, hearing):
        Hearing.objects.update(room="Salle A")

        @refused_with({"juries_hearing_room_free": "Elle sert déjà."})
        def both():
            at_same_time(hearing)
            at_same_time(hearing, room="Salle A")

        with pytest.raises(StepRefused, match="Elle sert déjà"):
            both()
        assert Hearing.objects.count() == 1
        with pytest.raises(IntegrityError), refused_with({}):
            at_same_time(hearing, room="Salle A")


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_cannot_seat_one_person_in_two_places_at_once():
    user = UserFactory()
    hearings = [HearingFactory() for _ in range(2)]
    barrier, refused = threading.Barrier(2), []

    def enter(hearing):
        try:
            barrier.wait()
            seats.seat(hearing.jury, user, by=None, at=MARCH_24 - timedelta(days=7))
        except StepRefused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=[hearing]) for hearing in hearings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Attendance.objects.count() == 1
