"""Invitations, answers, substitutes, and the charter before any file."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from eig.common import clock as product_clock
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.juries import rules
from eig.juries.models.juries import HalfDay, JurySeat
from eig.juries.states import SeatStatus
from eig.juries.todo import todo
from eig.juries.workflow import reminders, seats, sheets
from eig.juries.workflow.sheets import NOT_YET
from eig.promotions.models.programmes import Promotion
from tests.factories.accounts import UserFactory
from tests.factories.juries import MARCH_24, HearingFactory, JuryFactory, JurySeatFactory, SheetFactory

pytestmark = pytest.mark.django_db

S = SeatStatus


@pytest.fixture
def jury():
    """Jury 1 on the morning of 24 March; another of the same promotion sits the next afternoon."""
    jury = JuryFactory()
    JuryFactory(promotion=jury.promotion, meets_at=MARCH_24 + timedelta(hours=28))
    return jury


@pytest.fixture
def place(jury, juror, at):
    return seats.invite(jury, email=juror.email, by=None, at=at)


def answer(place, *days, **more):
    return {"half_days": list(days) or ["2020-03-24 am"], "by": place.user, **more}


class TestHalfDays:
    def test_a_half_day_is_read_as_it_was_written(self):
        for code in ("2020-03-24 am", "2020-03-24 pm"):
            assert HalfDay.read(code).code == code
        assert str(HalfDay.of(MARCH_24)) == "mardi 24\xa0mars 2020, matin"

    @pytest.mark.parametrize("code", ["", "2020-03-24", "2020-03-24 soir", "demain am"])
    def test_anything_else_is_refused(self, code):
        with pytest.raises((ValueError, KeyError)):
            HalfDay.read(code)


class TestInvitation:
    def test_the_letter_says_the_half_days_and_where_to_answer(self, place, letters):
        [letter] = letters("juries/invited")
        text = letter.text.replace("\xa0", " ")
        assert "mardi 24 mars 2020, matin" in text
        assert "mercredi 25 mars 2020, après-midi" in text
        assert reverse("juries:invitation", args=[place.pk]) in text
        assert place.status == S.INVITED

    def test_inviting_twice_writes_once(self, place, jury, at, letters):
        seats.invite(jury, email=place.user.email, by=None, at=at + timedelta(hours=1))
        assert len(letters("juries/invited")) == 1

    def test_nobody_is_asked_for_too_many_half_days(self, jury, juror, at):
        places = [JuryFactory(promotion=jury.promotion) for _ in range(2)]
        for other in places:
            seats.invite(other, email=juror.email, by=None, at=at)
        with pytest.raises(StepRefused, match="siège déjà dans 2\xa0jurys"):
            seats.invite(jury, email=juror.email, by=None, at=at)
        seats.decline(places[0].seats.get(), by=juror, at=at)
        assert seats.invite(jury, email=juror.email, by=None, at=at).status == S.INVITED

    def test_coming_back_counts_too(self, place, jury, juror, at):
        seats.decline(place, by=juror, at=at)
        for _ in range(2):
            seats.invite(JuryFactory(promotion=jury.promotion), email=juror.email, by=None, at=at)
        for again in (
            lambda: seats.accept(place, **answer(place), at=at),
            lambda: seats.invite_again(place, by=None, at=at),
            lambda: seats.invite(jury, email=juror.email, by=None, at=at),
        ):
            with pytest.raises(StepRefused, match="siège déjà dans 2\xa0jurys"):
                again()
        Promotion.objects.update(challenge_juries_per_juror=3)
        place = JurySeat.objects.get(pk=place.pk)
        seats.accept(place, **answer(place), at=at)
        assert place.status == S.ACCEPTED

    def test_accepting_keeps_the_half_days(self, place, at, letters):
        seats.accept(place, **answer(place, "2020-03-25 pm", "2020-03-24 am"), at=at)
        place.refresh_from_db()
        assert (place.status, place.answered_at) == (S.ACCEPTED, at)
        assert [half_day.code for half_day in place.possible] == ["2020-03-24 am", "2020-03-25 pm"]
        assert reverse("juries:charter", args=[place.pk]) in letters("juries/accepted")[0].text

    def test_availability_changes_without_another_letter(self, place, at, letters):
        seats.accept(place, **answer(place), at=at)
        seats.accept(place, **answer(place, "2020-03-25 pm"), at=at)
        place.refresh_from_db()
        assert (place.half_days, place.fits) == (["2020-03-25 pm"], False)
        assert len(letters("juries/accepted")) == 1

    @pytest.mark.parametrize("days", [[], ["2020-04-01 am"]])
    def test_a_half_day_of_the_promotion_is_needed(self, place, at, days):
        with pytest.raises(StepRefused, match="au moins une demi-journée"):
            seats.accept(place, half_days=days, by=place.user, at=at)

    def test_declining_frees_the_part_of_rapporteur(self, jury, juror, at, letters):
        place = seats.invite(jury, email=juror.email, rapporteur=True, by=None, at=at)
        said = {"reason": "Voyage", "substitute_name": "Nadia Ferrand", "substitute_email": "nadia@assos.example"}
        seats.decline(place, **said, by=juror, at=at)
        place.refresh_from_db()
        assert (place.status, place.rapporteur, place.substitute_email) == (S.DECLINED, False, "nadia@assos.example")
        assert Entry.objects.about(place).filter(note="Voyage").count() == 1
        assert len(letters("juries/declined")) == 1

    def test_one_may_change_one_s_mind_until_the_half_day(self, place, at):
        seats.decline(place, by=place.user, at=at)
        seats.accept(place, **answer(place), at=at)
        seats.decline(place, by=place.user, at=at)
        with pytest.raises(StepRefused, match="est passée"):
            seats.accept(place, **answer(place), at=MARCH_24 + timedelta(days=1))

    def test_whoever_has_marked_stays(self, place, at):
        seats.accept(place, **answer(place), at=at)
        SheetFactory(hearing=HearingFactory(jury=place.jury), juror=place.user)
        with pytest.raises(StepRefused, match="déjà noté"):
            seats.decline(place, by=place.user, at=at)
        with pytest.raises(StepRefused, match="déjà noté"):
            seats.replace(place, email="autre@assos.example", by=place.user, at=at)

    def test_a_substitute_takes_the_same_part(self, jury, juror, at, letters):
        place = seats.invite(jury, email=juror.email, rapporteur=True, by=None, at=at)
        taken = seats.replace(place, email="nadia@assos.example", first_name="Nadia", by=None, at=at)
        place.refresh_from_db()
        assert (place.status, place.rapporteur) == (S.REPLACED, False)
        assert (taken.status, taken.rapporteur, taken.user.first_name) == (S.INVITED, True, "Nadia")
        assert [letter.to for letter in letters("juries/invited")] == [juror.email, "nadia@assos.example"]

    def test_nobody_replaces_oneself(self, place, at):
        with pytest.raises(StepRefused, match="suppléant"):
            seats.replace(place, email=place.user.email.upper(), by=None, at=at)

    def test_the_database_wants_a_rapporteur_who_sits(self, place):
        with pytest.raises(IntegrityError, match="juries_seat_rapporteur_sits"), transaction.atomic():
            JurySeat.objects.filter(pk=place.pk).update(status=S.DECLINED, rapporteur=True)


class TestReminders:
    def test_an_invitation_is_asked_again_twice_then_left_alone(self, place, at, letters):
        for days in (1, 3, 3, 5, 7, 8, 20):
            reminders.remind(at=at + timedelta(days=days))
        assert len(letters("juries/awaited")) == 2

    def test_whoever_answered_is_left_alone(self, place, at, letters):
        seats.decline(place, by=place.user, at=at)
        reminders.remind(at=at + timedelta(days=3))
        assert letters("juries/awaited") == []


class TestTasks:
    def titles(self, user, at):
        return [line.title.replace("\xa0", " ") for line in todo(user, at)]

    def test_an_invitation_then_the_charter(self, place, at):
        assert self.titles(place.user, at) == [f"Répondre à l’invitation au {place.jury}"]
        seats.accept(place, **answer(place), at=at)
        assert self.titles(place.user, at) == ["Signer la charte du jury"]
        seats.sign_charter(place, by=place.user, at=at)
        assert self.titles(place.user, at) == []

    def test_the_coordination_sees_who_is_missing(self, jury, place, coordination, at):
        other = seats.invite(jury, email="omar@assos.example", rapporteur=True, by=None, at=at)
        JurySeatFactory(jury=JuryFactory(promotion=jury.promotion), rapporteur=True)
        seats.decline(other, substitute_email="nadia@assos.example", by=other.user, at=at)
        titles = self.titles(coordination, at)
        assert f"Inviter 1 suppléant proposé au {jury}" in titles
        assert f"{jury} : 1 juré invité sans réponse" in titles
        assert f"Nommer le rapporteur du {jury}" in titles

    def test_silence_becomes_urgent_a_week_before(self, jury, place, coordination):
        week = MARCH_24 - timedelta(days=7)
        lines = {
            at: [task for task in todo(coordination, at) if "juré invité" in task.title] for at in (week, MARCH_24)
        }
        (line,) = lines[week]
        assert line.title == f"Joindre ou remplacer 1\xa0juré invité au {jury}"
        assert (line.waiting, line.due_at) == (False, MARCH_24)
        assert line.url == reverse("admin:juries_jury_change", args=[jury.pk])
        assert lines[MARCH_24] == []

    @pytest.mark.parametrize("count", [1, 12])
    def test_the_cost_does_not_grow(self, coordination, at, count, django_assert_num_queries):
        for _ in range(count):
            JurySeatFactory(invited=True, user=UserFactory())
        todo(coordination, at)
        with django_assert_num_queries(3):
            todo(coordination, at)


class TestCharter:
    def test_it_is_signed_once_for_a_promotion(self, jury, juror, at):
        first = seats.seat(jury, juror, by=None, at=at)
        second = seats.invite(JuryFactory(promotion=jury.promotion), email=juror.email, by=None, at=at)
        assert not rules.has_signed(juror, jury)
        seats.sign_charter(first, by=juror, at=at)
        seats.sign_charter(first, by=juror, at=at + timedelta(hours=1))
        seats.accept(second, **answer(second), at=at)
        other = seats.seat(JuryFactory(), juror, by=None, at=at)
        signed = dict(JurySeat.objects.values_list("pk", "charter_signed_at"))
        assert [signed[seat.pk] for seat in (first, second, other)] == [at, at, None]
        assert Entry.objects.about(first).filter(verb="sign_charter", actor=juror).count() == 1

    def test_it_comes_after_the_answer(self, place, at):
        with pytest.raises(StepRefused, match="une fois l’invitation acceptée"):
            seats.sign_charter(place, by=place.user, at=at)

    def test_no_mark_before_it(self, jury):
        seat = JurySeatFactory(jury=jury, unsigned=True)
        with pytest.raises(StepRefused, match="Signez d’abord la charte"):
            sheets.save_marks(HearingFactory(jury=jury), {}, "", version=NOT_YET, by=seat.user, at=MARCH_24)


class TestPages:
    @pytest.fixture(autouse=True)
    def now(self, at):
        with product_clock.moved_to(at):
            yield

    def test_a_link_never_acts(self, client_for, place):
        client = client_for(place.user)
        for name in ("invitation", "decline"):
            assert client.get(reverse(f"juries:{name}", args=[place.pk])).status_code == 200
        place.refresh_from_db()
        assert place.status == S.INVITED

    def test_from_the_invitation_to_the_desk(self, client_for, place):
        client = client_for(place.user)
        page, charter = (reverse(f"juries:{name}", args=[place.pk]) for name in ("invitation", "charter"))
        assert client.post(page, {}).status_code == 422
        assert client.post(page, {"half_days": ["2020-03-24 am"]}).url == charter
        assert "Confidentialité" in client.get(charter).content.decode()
        assert client.post(charter, {}).status_code == 422
        assert client.post(charter, {"signed": "on"}).url == reverse("juries:desk")
        assert rules.has_signed(place.user, place.jury)
        assert "Vous avez signé" in client.get(charter).content.decode()

    def test_the_charter_waits_for_the_answer(self, client_for, place):
        assert client_for(place.user).get(reverse("juries:charter", args=[place.pk])).status_code == 403

    def test_declining_with_a_substitute(self, client_for, place):
        client = client_for(place.user)
        page = reverse("juries:decline", args=[place.pk])
        html = client.post(page, {"substitute_name": "Nadia"}).content.decode()
        assert "Donnez l’adresse" in html
        assert client.post(page, {"substitute_email": "nadia@assos.example"}).status_code == 302
        assert "Vous avez décliné" in client.get(reverse("juries:invitation", args=[place.pk])).content.decode()
