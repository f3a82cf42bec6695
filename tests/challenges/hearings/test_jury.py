"""The jurors' pages: desk, file, marks, common sheet."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from challenges.hearings.models.heard import decks_readable_by
from challenges.hearings.todo import jurors
from challenges.hearings.workflow.reminders import remind_jurors, remind_presenters
from challenges.hearings.workflow.scheduling import schedule_hearing
from challenges.proposal.workflow.submission import withdraw
from eig.common import clock as product_clock
from eig.common.clock import PARIS
from eig.juries.forms.sheets import field_name
from eig.juries.models.hearings import Sheet
from eig.juries.rules import criteria
from eig.promotions.states import AnnouncementStatus
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, StakeholderFactory
from tests.factories.juries import HearingFactory, JuryFactory, JurySeatFactory, MarkFactory, SheetFactory
from tests.factories.promotions import AnnouncementFactory, CriterionFactory, QuestionFactory
from tests.keeping import send

pytestmark = pytest.mark.django_db

DAY = datetime(2020, 3, 24, 11, 10, tzinfo=PARIS)
EVE = datetime(2020, 3, 20, 18, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def on_the_day():
    with product_clock.moved_to(DAY):
        yield


@pytest.fixture
def jury():
    jury = JuryFactory()
    for label in ("Potentiel", "Équipe d’accueil"):
        CriterionFactory(promotion=jury.promotion, label=label)
    QuestionFactory(questionnaire=jury.promotion.challenge_questions, label="Quel est le problème ?")
    return jury


@pytest.fixture
def challenge(jury):
    return heard(jury, title="MonitorFish", complete=True)


@pytest.fixture
def member(jury):
    return JurySeatFactory(jury=jury, user=UserFactory(first_name="Jeanne", last_name="Jurée")).user


@pytest.fixture
def rapporteur(jury):
    return JurySeatFactory(jury=jury, rapporteur=True).user


def heard(jury, minutes=0, **more):
    hearing = HearingFactory(jury=jury, starts_at=jury.meets_at + timedelta(minutes=minutes))
    return ChallengeFactory(preselected=True, promotion=jury.promotion, hearing=hearing, **more)


def page(challenge, name="challenge"):
    return reverse(f"juries:{name}", args=[challenge.hearing_id])


def marks(challenge, value="3", **more):
    return {field_name(line): value for line in criteria(challenge.hearing.jury)} | more


def published(challenge):
    AnnouncementFactory(promotion=challenge.promotion, status=AnnouncementStatus.DONE, done_at=DAY)


class TestDesk:
    def test_an_empty_desk_explains_and_offers_something(self, client_for, juror):
        html = client_for(juror).get("/jury/").content.decode()
        assert "aucun jury" in html
        assert reverse("challenges:catalogue") in html

    def test_it_says_what_comes_next(self, client_for, challenge, member):
        html = client_for(member).get("/jury/").content.decode()
        assert "Saisir ma fiche" in html
        assert "Ma fiche : à remplir" in html.replace("\xa0", " ")
        assert f"{page(challenge)}#ma-fiche" in html

    def test_before_the_day_there_is_a_file_to_read(self, client_for, challenge, member):
        with product_clock.moved_to(EVE):
            html = client_for(member).get("/jury/").content.decode()
        assert "Dossier à lire" in html
        assert "Saisir" not in html

    def test_the_rapporteur_then_enters_the_common_sheet(self, client_for, challenge, rapporteur):
        SheetFactory(hearing=challenge.hearing, juror=rapporteur)
        html = client_for(rapporteur).get("/jury/").content.decode()
        assert "Saisir la fiche commune" in html
        assert page(challenge, "challenge_sheet") in html

    def test_the_rapporteur_ends_with_the_grid(self, client_for, challenge, rapporteur):
        SheetFactory(hearing=challenge.hearing, juror=rapporteur)
        SheetFactory(common=True, hearing=challenge.hearing)
        html = client_for(rapporteur).get("/jury/").content.decode()
        assert "Remplir la grille finale" in html
        assert reverse("juries:grid", args=[challenge.hearing.jury_id]) in html

    def test_the_charter_comes_first(self, client_for, jury, challenge):
        seat = JurySeatFactory(jury=jury, unsigned=True)
        client = client_for(seat.user)
        html = client.get("/jury/").content.decode()
        assert "Lire et signer la charte" in html
        assert page(challenge) not in html
        for url in (page(challenge), page(challenge, "challenge_note")):
            assert client.get(url).url == reverse("juries:charter", args=[seat.pk])

    def test_an_invitation_waits_there(self, client_for, jury):
        seat = JurySeatFactory(jury=jury, invited=True)
        html = client_for(seat.user).get("/jury/").content.decode()
        assert reverse("juries:invitation", args=[seat.pk]) in html

    def test_a_jury_without_hearings_says_so(self, client_for, member):
        assert "pas encore fixées" in client_for(member).get("/jury/").content.decode()

    def test_when_all_is_in_it_thanks(self, client_for, challenge, member):
        SheetFactory(hearing=challenge.hearing, juror=member)
        assert "Vous avez tout saisi" in client_for(member).get("/jury/").content.decode()

    def test_a_withdrawn_challenge_asks_nothing(self, client_for, challenge, member):
        type(challenge).objects.update(status="withdrawn")
        html = client_for(member).get("/jury/").content.decode()
        assert "Défi retiré" in html
        assert "à remplir" not in html

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_cost_does_not_grow(self, client_for, member, jury, count, django_assert_num_queries):
        for number in range(count):
            other = JuryFactory(promotion=jury.promotion)
            JurySeatFactory(jury=other, user=member, rapporteur=True)
            heard(other, minutes=number)
        client = client_for(member)
        client.get("/jury/")
        with django_assert_num_queries(9):
            client.get("/jury/")


class TestFile:
    def test_a_juror_reads_everything(self, client_for, challenge, member):
        html = client_for(member).get(page(challenge)).content.decode()
        deck = reverse("challenges:deck_download", args=[challenge.pk])
        for text in ("MonitorFish", "Réponse à Quel est le problème ?", "Concevoir et mettre en ligne", deck):
            assert text in html

    def test_nobody_else_finds_it(self, client_for, challenge, juror, agent, coordination):
        elsewhere = JurySeatFactory(jury__promotion=challenge.promotion).user
        for user in (juror, agent, coordination, elsewhere):
            for name in ("challenge", "challenge_sheet"):
                assert client_for(user).get(page(challenge, name)).status_code == 404

    def test_the_deck_is_open_to_the_jury_alone(self, challenge, member, juror):
        assert (decks_readable_by(member).count(), decks_readable_by(juror).count()) == (1, 0)


class TestMarks:
    def test_marks_are_saved(self, client_for, challenge, member):
        response = client_for(member).post(page(challenge), marks(challenge, comment="Solide"))
        assert response.url == f"{page(challenge)}#ma-fiche"
        sheet = Sheet.objects.get()
        assert (sheet.juror, sheet.comment) == (member, "Solide")

    def test_posting_twice_is_one_sheet(self, client_for, challenge, member):
        for _ in range(2):
            client_for(member).post(page(challenge), marks(challenge))
        assert Sheet.objects.count() == 1

    @pytest.mark.parametrize("value", ["0", "5", "x", ""])
    def test_a_bad_mark_is_refused_beside_its_field_and_nothing_is_lost(self, client_for, challenge, member, value):
        name = field_name(criteria(challenge.hearing.jury)[0])
        response = client_for(member).post(page(challenge), marks(challenge, comment="Gardé") | {name: value})
        assert response.status_code == 422
        html = response.content.decode()
        assert f'id="id_{name}_error"' in html
        assert "Gardé" in html
        assert not Sheet.objects.exists()

    def test_not_before_the_day(self, client_for, challenge, member):
        with product_clock.moved_to(EVE):
            response = client_for(member).post(page(challenge), marks(challenge, comment="Trop tôt"))
        assert response.status_code == 409
        assert not Sheet.objects.exists()

    def test_not_after_the_publication_but_the_file_stays_readable(self, client_for, challenge, member):
        published(challenge)
        client = client_for(member)
        assert client.post(page(challenge), marks(challenge)).status_code == 409
        html = client.get(page(challenge)).content.decode()
        assert "ne changent plus" in html
        assert "Réponse à Quel est le problème ?" in html
        assert "Enregistrer ma fiche" not in html

    def test_others_marks_appear_once_mine_are_in(self, client_for, challenge, member):
        other = SheetFactory(hearing=challenge.hearing, juror__last_name="Discret", comment="Mon secret")
        MarkFactory(sheet=other, criterion=criteria(challenge.hearing.jury)[0], value=1)
        client = client_for(member)
        before = client.get(page(challenge)).content.decode()
        assert "Mon secret" not in before
        assert "Discret" not in before
        client.post(page(challenge), marks(challenge))
        after = client.get(page(challenge)).content.decode()
        assert "Mon secret" in after
        assert "Discret" in after


class TestCommonSheet:
    def test_the_rapporteur_alone(self, client_for, challenge, member, rapporteur):
        url = page(challenge, "challenge_sheet")
        assert client_for(member).get(url).status_code == 403
        assert client_for(member).post(url, {}).status_code == 403
        assert client_for(rapporteur).post(url, marks(challenge, comment="Solide")).status_code == 302
        sheet = Sheet.objects.common().get()
        assert (sheet.entered_by, sheet.comment, sheet.favourable) == (rapporteur, "Solide", None)

    def test_it_is_prefilled_with_nothing_and_shows_how_the_jurors_marked(self, client_for, challenge, rapporteur):
        for value in (2, 4):
            other = SheetFactory(hearing=challenge.hearing, juror=rapporteur if value == 4 else UserFactory())
            for line in criteria(challenge.hearing.jury):
                MarkFactory(sheet=other, criterion=line, value=value)
        html = client_for(rapporteur).get(page(challenge, "challenge_sheet")).content.decode()
        assert "Notes individuelles\xa0: 2, 4 (moyenne 3,0)." in html
        assert "2 donné par 1\xa0juré, 4 donné par 1\xa0juré" in html
        assert "checked" not in html

    def test_changing_it_keeps_the_opinion_of_the_grid(self, client_for, challenge, rapporteur):
        SheetFactory(common=True, hearing=challenge.hearing, rank=1, reason="Prêt", favourite=True)
        send(client_for(rapporteur), page(challenge, "challenge_sheet"), marks(challenge, comment="Relu"))
        sheet = Sheet.objects.common().get()
        assert (sheet.comment, sheet.rank, sheet.reason, sheet.favourite) == ("Relu", 1, "Prêt", True)

    def test_others_marks_stay_hidden_until_mine_are_in(self, client_for, challenge, rapporteur):
        SheetFactory(hearing=challenge.hearing, comment="Mon secret")
        html = client_for(rapporteur).get(page(challenge, "challenge_sheet")).content.decode()
        assert "Mon secret" not in html

    def test_it_is_read_by_the_whole_jury(self, client_for, challenge, member):
        SheetFactory(hearing=challenge.hearing, juror=member)
        SheetFactory(common=True, hearing=challenge.hearing, reason="Prêt à partir", rank=1)
        assert "Prêt à partir" in client_for(member).get(page(challenge)).content.decode()


class TestReminders:
    def at(self, day, hour=8):
        return datetime(2020, 3, day, hour, tzinfo=PARIS)

    def test_each_rung_once(self, challenge, member, rapporteur, letters):
        for day in range(17, 26):
            for hour in (8, 9):
                remind_jurors(at=self.at(day, hour))
        told = [(letter.to, "aujourd’hui" in letter.subject) for letter in letters("challenges/files_to_read")]
        assert sorted(told) == sorted((user.email, late) for user in (member, rapporteur) for late in (False, True))
        assert "MonitorFish" in letters()[0].text

    def test_a_juror_seated_late_gets_no_stale_rung(self, jury, challenge, letters):
        JurySeatFactory(jury=jury, seated_at=self.at(22))
        remind_jurors(at=self.at(22, 9))
        assert letters() == []

    def test_a_jury_without_a_challenge_is_left_alone(self, jury, member, letters):
        remind_jurors(at=self.at(21))
        assert letters() == []

    @pytest.mark.parametrize("count", [1, 30])
    def test_the_cost_does_not_grow(self, jury, count, django_assert_num_queries):
        for number in range(count):
            JurySeatFactory(jury=jury)
            heard(jury, minutes=40 * number)
        with django_assert_num_queries(5):
            remind_jurors(at=self.at(21))


class TestPresenters:
    def at(self, day, hour=8, minute=0):
        return datetime(2020, 3, day, hour, minute, tzinfo=PARIS)

    @pytest.fixture
    def planned(self, jury, agent, coordination):
        challenge = ChallengeFactory(preselected=True, promotion=jury.promotion, authors=[agent])
        StakeholderFactory(challenge=challenge, kind="operational_mentor", email="marc@a.example", user=None)
        schedule_hearing(challenge, jury, starts_at=jury.meets_at, by=coordination, at=self.at(10))
        return challenge

    def test_two_days_then_two_hours_before(self, planned, agent, letters):
        for at in (self.at(22, 7, 59), self.at(22), self.at(22, 9), self.at(24, 8, 30), self.at(24, 9)):
            remind_presenters(at=at)
        rows = letters("challenges/hearing_soon")
        assert [row.to for row in rows] == [agent.email, "marc@a.example"] * 2
        assert "Dans deux jours" in rows[0].subject
        assert "Dans deux heures" in rows[2].subject

    def test_nothing_once_it_is_withdrawn_and_agendas_forget_it(self, planned, agent, coordination, letters):
        withdraw(planned, by=coordination, at=self.at(20))
        remind_presenters(at=self.at(22))
        assert letters("challenges/hearing_soon") == []
        first, second = letters("challenges/hearing_cancelled")
        assert {first.to, second.to} == {agent.email, "marc@a.example"}
        assert "METHOD:CANCEL" in first.calendar
        assert not planned.hearing.attendances.exists()

    def test_the_hour_goes_in_agendas(self, planned, agent, client_for, letters):
        entry = Calendar.from_ical(letters("challenges/hearing")[0].calendar).walk("VEVENT")[0]
        answer = client_for(agent).get(reverse("challenges:agenda", args=[planned.pk]))
        again = Calendar.from_ical(answer.content).walk("VEVENT")[0]
        assert (entry["UID"], entry["SEQUENCE"]) == (again["UID"], again["SEQUENCE"])
        assert entry.decoded("DTSTART") == planned.hearing.starts_at

    @pytest.mark.parametrize("count", [1, 12])
    def test_the_cost_does_not_grow(self, jury, count, django_assert_num_queries):
        for number in range(count):
            heard(jury, minutes=40 * number, authors=[UserFactory()])
        with django_assert_num_queries(5):
            remind_presenters(at=self.at(22))


class TestTodo:
    def titles(self, user, at):
        return [line.title for line in jurors.todo(user, at)]

    def test_read_then_mark_then_the_common_sheet(self, challenge, rapporteur):
        assert self.titles(rapporteur, EVE) == [f"Lire 1\xa0dossier avant le {challenge.hearing.jury}"]
        assert self.titles(rapporteur, DAY) == [
            "Saisir ma fiche sur MonitorFish",
            "Saisir la fiche commune du jury sur MonitorFish",
        ]
        SheetFactory(hearing=challenge.hearing, juror=rapporteur)
        SheetFactory(common=True, hearing=challenge.hearing)
        assert self.titles(rapporteur, DAY) == [f"Remettre la grille finale du {challenge.hearing.jury}"]
        type(challenge.hearing.jury).objects.update(status="locked")
        assert self.titles(rapporteur, DAY) == []

    def test_nothing_once_published_nor_for_a_stranger(self, challenge, member, juror):
        assert self.titles(juror, DAY) == []
        published(challenge)
        assert self.titles(member, DAY) == []
