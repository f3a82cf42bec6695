"""Seats, marks, common sheets: what is allowed, what is refused, what two people do at once."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.journal.models import Entry
from eig.juries import rules
from eig.juries.models.hearings import Hearing, Mark, Sheet
from eig.juries.models.juries import JurySeat
from eig.juries.models.notes import PrivateNote
from eig.juries.workflow import grids, seats, sheets
from eig.juries.workflow.notes import save_note
from eig.juries.workflow.sheets import NOT_YET
from eig.promotions.states import AnnouncementStatus
from tests.factories.accounts import UserFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory
from tests.factories.promotions import AnnouncementFactory, CriterionFactory

pytestmark = pytest.mark.django_db

DAY = datetime(2020, 3, 24, 11, 10, tzinfo=PARIS)


@pytest.fixture
def jury():
    jury = JuryFactory()
    for label in ("Potentiel", "Équipe d’accueil"):
        CriterionFactory(promotion=jury.promotion, label=label)
    return jury


@pytest.fixture
def hearing(jury):
    return HearingFactory(jury=jury)


@pytest.fixture
def member(jury):
    return JurySeatFactory(jury=jury).user


@pytest.fixture
def rapporteur(jury):
    return JurySeatFactory(jury=jury, rapporteur=True).user


def marks(jury, value=3):
    return {line.pk: value for line in rules.criteria(jury)}


def common(hearing, by, rank=None, **changes):
    read = Sheet.objects.common().filter(hearing=hearing).first()
    version = read.version if read else NOT_YET
    given = {"favourable": True, "rank": rank, "version": version, "by": by, "at": DAY} | changes
    return sheets.save_common_sheet(hearing, marks(hearing.jury), **given)


class TestSeats:
    def test_a_juror_is_told_once(self, jury, juror, at, letters):
        seats.seat(jury, juror, rapporteur=False, by=None, at=at)
        seats.seat(jury, juror, rapporteur=False, by=None, at=at)
        [letter] = letters("juries/seated")
        assert letter.to == juror.email
        assert "mardi 24\xa0mars 2020, matin" in letter.text
        assert "/jury/" in letter.text
        assert Entry.objects.about(jury).count() == 1

    def test_a_new_rapporteur_takes_over_and_is_told(self, jury, juror, rapporteur, at, letters):
        seats.seat(jury, juror, by=None, at=at)
        seats.seat(jury, juror, rapporteur=True, by=None, at=at)
        assert JurySeat.objects.get(jury=jury, rapporteur=True).user == juror
        assert [letter.to for letter in letters("juries/seated")] == [juror.email] * 2

    def test_nobody_is_invited_to_a_half_day_that_is_over(self, jury, juror, letters):
        seats.seat(jury, juror, by=None, at=DAY + timedelta(days=2))
        assert letters() == []

    def test_a_place_is_taken_away_until_a_mark_is_in(self, jury, hearing, member, at):
        other = JurySeatFactory(jury=jury).user
        seats.unseat(jury, other, by=None, at=at)
        sheets.save_marks(hearing, marks(jury), "", version=NOT_YET, by=member, at=DAY)
        with pytest.raises(StepRefused, match="a déjà noté"):
            seats.unseat(jury, member, by=None, at=DAY)
        assert [seat.user for seat in jury.seats.all()] == [member]


class TestMarks:
    def test_marks_are_written_and_changed(self, jury, hearing, member):
        first = sheets.save_marks(hearing, marks(jury, 2), " À creuser ", version=NOT_YET, by=member, at=DAY)
        sheet = sheets.save_marks(hearing, marks(jury, 4), "Convaincant", version=first.version, by=member, at=DAY)
        assert (sheet.juror, sheet.comment) == (member, "Convaincant")
        assert set(sheet.marks.values_list("value", flat=True)) == {4}
        assert Sheet.objects.count() == 1

    def test_saving_twice_changes_nothing(self, jury, hearing, member):
        first = sheets.save_marks(hearing, marks(jury), "Bien", version=NOT_YET, by=member, at=DAY)
        second = sheets.save_marks(
            hearing, marks(jury), "Bien", version=NOT_YET, by=member, at=DAY + timedelta(minutes=5)
        )
        assert second.entered_at == first.entered_at == DAY
        assert Entry.objects.about(hearing).count() == 1

    @pytest.mark.parametrize("version", [NOT_YET, 1, 3])
    def test_nothing_is_written_over_a_version_that_was_not_read(self, jury, hearing, member, version):
        first = sheets.save_marks(hearing, marks(jury, 2), "", version=NOT_YET, by=member, at=DAY)
        sheets.save_marks(hearing, marks(jury, 4), "", version=first.version, by=member, at=DAY)
        with pytest.raises(StaleVersion):
            sheets.save_marks(hearing, marks(jury, 1), "Trop tard", version=version, by=member, at=DAY)
        sheet = Sheet.objects.get()
        assert (sheet.version, sheet.comment, set(sheet.marks.values_list("value", flat=True))) == (2, "", {4})
        assert Entry.objects.about(hearing).count() == 2

    def test_an_outsider_does_not_mark(self, jury, hearing, juror):
        with pytest.raises(StepRefused, match="Seuls les membres"):
            sheets.save_marks(hearing, marks(jury), "", version=NOT_YET, by=juror, at=DAY)

    def test_every_criterion_is_marked(self, jury, hearing, member):
        given = dict(list(marks(jury).items())[:1])
        with pytest.raises(StepRefused, match="Il manque une note : Équipe"):
            sheets.save_marks(hearing, given, "", version=NOT_YET, by=member, at=DAY)

    @pytest.mark.parametrize("value", [0, 5, 20])
    def test_a_mark_stays_in_its_scale(self, jury, hearing, member, value):
        with pytest.raises(StepRefused, match="se note de 1 à 4"):
            sheets.save_marks(hearing, marks(jury, value), "", version=NOT_YET, by=member, at=DAY)
        assert not Mark.objects.exists()

    def test_a_criterion_of_another_jury_is_refused(self, jury, hearing, member):
        stranger = CriterionFactory()
        with pytest.raises(StepRefused, match="n’est pas celui"):
            sheets.save_marks(hearing, {**marks(jury), stranger.pk: 3}, "", version=NOT_YET, by=member, at=DAY)

    def test_sheets_open_on_the_day_of_the_hearing(self, jury, hearing, member):
        eve = datetime(2020, 3, 23, 23, 59, tzinfo=PARIS)
        with pytest.raises(StepRefused, match="s’ouvrent le jour"):
            sheets.save_marks(hearing, marks(jury), "", version=NOT_YET, by=member, at=eve)
        sheets.save_marks(hearing, marks(jury), "", version=NOT_YET, by=member, at=eve + timedelta(minutes=1))

    def test_sheets_are_locked_once_decisions_are_published(self, jury, hearing, member, rapporteur):
        AnnouncementFactory(promotion=jury.promotion, status=AnnouncementStatus.DONE, done_at=DAY)
        assert rules.closed_among([jury, JuryFactory()]) == {jury.pk: rules.PUBLISHED}
        with pytest.raises(StepRefused, match="publiées"):
            sheets.save_marks(hearing, marks(jury), "", version=NOT_YET, by=member, at=DAY)
        with pytest.raises(StepRefused, match="publiées"):
            common(hearing, rapporteur)


class TestCommonSheet:
    def test_the_rapporteur_enters_it_with_the_final_grid(self, hearing, rapporteur):
        sheet = common(hearing, rapporteur, 1, reason=" Solide ", favourite=True)
        assert (sheet.juror, sheet.entered_by) == (None, rapporteur)
        assert (sheet.favourable, sheet.rank, sheet.reason, sheet.favourite) == (True, 1, "Solide", True)
        assert Sheet.objects.common().with_score().get().score == 6

    def test_only_the_rapporteur_does(self, hearing, member):
        with pytest.raises(StepRefused, match="Seul le rapporteur"):
            common(hearing, member)

    def test_weights_count_in_the_score(self, hearing, rapporteur):
        CriterionFactory(promotion=hearing.jury.promotion, label="Innovation", weight=3)
        common(hearing, rapporteur)
        assert Sheet.objects.common().with_score().get().score == 3 + 3 + 9
        assert rules.maximum(rules.criteria(hearing.jury)) == 4 + 4 + 12

    def test_a_rank_is_given_once_in_a_jury(self, hearing, rapporteur):
        other = HearingFactory(jury=hearing.jury, starts_at=hearing.starts_at + timedelta(minutes=55))
        common(hearing, rapporteur, 1)
        with pytest.raises(StepRefused, match="rang 1 est déjà donné à l’audition de 10"):
            common(other, rapporteur, 1)
        common(other, rapporteur)
        common(hearing, rapporteur, 1)

    @pytest.mark.parametrize("version", [NOT_YET, 2])
    def test_nothing_is_written_over_a_version_that_was_not_read(self, hearing, rapporteur, version):
        common(hearing, rapporteur, 1)
        with pytest.raises(StaleVersion):
            common(hearing, rapporteur, 2, version=version)
        assert Sheet.objects.get().rank == 1

    def test_saving_twice_changes_nothing(self, hearing, rapporteur):
        common(hearing, rapporteur, 1)
        common(hearing, rapporteur, 1, at=DAY + timedelta(hours=1))
        assert Sheet.objects.get().entered_at == DAY
        assert Entry.objects.about(hearing).count() == 1


class TestGrid:
    def test_nothing_is_written_over_a_version_that_was_not_read(self, jury, hearing, rapporteur):
        common(hearing, rapporteur)
        read = jury.grid_version
        grids.save_grid(jury, {hearing.pk: {"reason": "Prêt"}}, version=read, by=rapporteur, at=DAY)
        with pytest.raises(StaleVersion):
            grids.save_grid(jury, {hearing.pk: {"reason": "Trop tard"}}, version=read, by=rapporteur, at=DAY)
        assert not grids.save_grid(jury, {hearing.pk: {"reason": "Prêt"}}, version=read, by=rapporteur, at=DAY)
        assert Sheet.objects.get().reason == "Prêt"
        jury.refresh_from_db()
        assert (jury.grid_version, jury.grid_saved_at) == (read + 1, DAY)


@pytest.mark.parametrize("version", [NOT_YET, 1, 3])
def test_notes_are_not_written_over_a_version_that_was_not_read(hearing, member, version):
    first = save_note(hearing, "D’abord", version=NOT_YET, by=member, at=DAY)
    save_note(hearing, "Ensuite", version=first.version, by=member, at=DAY)
    with pytest.raises(StaleVersion):
        save_note(hearing, "Trop tard", version=version, by=member, at=DAY)
    assert save_note(hearing, "Ensuite", version=version, by=member, at=DAY).version == 2
    assert PrivateNote.objects.get().text == "Ensuite"


@pytest.mark.django_db(transaction=True)
def test_two_windows_of_the_rapporteur_cannot_give_one_rank_twice():
    seat = JurySeatFactory(rapporteur=True)
    CriterionFactory(promotion=seat.jury.promotion)
    hearings = [HearingFactory(jury=seat.jury, starts_at=DAY + timedelta(hours=n)) for n in range(4)]
    barrier, refused = threading.Barrier(len(hearings)), []

    def enter(hearing):
        try:
            barrier.wait()
            common(hearing, seat.user, 1)
        except StepRefused:
            refused.append(hearing)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=[hearing]) for hearing in hearings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3
    assert Sheet.objects.common().filter(rank=1).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_sheet_posted_twice_at_once_is_one_sheet():
    seat = JurySeatFactory(user=UserFactory())
    line = CriterionFactory(promotion=seat.jury.promotion)
    hearing = HearingFactory(jury=seat.jury)
    barrier = threading.Barrier(4)

    def enter():
        try:
            barrier.wait()
            sheets.save_marks(hearing, {line.pk: 3}, "Bien", version=NOT_YET, by=seat.user, at=DAY)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Sheet.objects.count() == 1
    assert Mark.objects.count() == 1
    assert Entry.objects.about(hearing).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["sheet", "note"])
def test_of_first_texts_sent_at_once_one_is_kept_and_the_others_are_told(kind):
    seat = JurySeatFactory()
    line = CriterionFactory(promotion=seat.jury.promotion)
    hearing = HearingFactory(jury=seat.jury)
    barrier, refused = threading.Barrier(4), []

    def enter(text):
        given = {"version": NOT_YET, "by": seat.user, "at": DAY}
        try:
            barrier.wait()
            if kind == "note":
                save_note(hearing, text, **given)
            else:
                sheets.save_marks(hearing, {line.pk: 3}, text, **given)
        except StaleVersion:
            refused.append(text)
        finally:
            connection.close()

    texts = {f"Texte {number}" for number in range(4)}
    threads = [threading.Thread(target=enter, args=[text]) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = PrivateNote.objects.get().text if kind == "note" else Sheet.objects.get().comment
    assert {kept} == texts - set(refused)
    assert len(refused) == 3


@pytest.mark.django_db(transaction=True)
def test_nothing_is_marked_after_the_closing_even_at_the_same_instant():
    jury = JuryFactory()
    line = CriterionFactory(promotion=jury.promotion)
    hearing = HearingFactory(jury=jury)
    jurors = [JurySeatFactory(jury=jury).user for _ in range(5)]
    barrier, refused = threading.Barrier(len(jurors) + 1), []

    def at_once(act):
        try:
            barrier.wait()
            act()
        except StepRefused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    def mark(user):
        own = Hearing.objects.get(pk=hearing.pk)
        return lambda: sheets.save_marks(own, {line.pk: 3}, "", version=NOT_YET, by=user, at=DAY)

    acts = [*map(mark, jurors), lambda: grids.lock_sheets(jury, by=None, at=DAY)]
    threads = [threading.Thread(target=at_once, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    closing = Entry.objects.about(jury).get(verb="lock")
    marked = Entry.objects.about(hearing).filter(verb="save_sheet")
    assert Sheet.objects.count() == marked.count() == len(jurors) - len(refused)
    assert all("closes" in sentence for sentence in refused)
    assert not marked.filter(pk__gt=closing.pk).exists()
