"""Readers and their advice, questions and answers, presence: who does what, and who sees it."""

from datetime import timedelta

import pytest

from challenges.proposal.models.challenges import Challenge
from challenges.review.models.presence import Presence
from challenges.review.models.questions import PreparedQuestion
from challenges.review.models.reading import Reading
from challenges.review.workflow import instruction, questions
from challenges.review.workflow import reading as reading_workflow
from eig.common import clock as product_clock
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.reviewing.workflow import reading as readings
from eig.reviewing.workflow.reading import EachRefused
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, StakeholderFactory
from tests.factories.juries import HearingFactory, JurySeatFactory
from tests.factories.promotions import PromotionFactory
from tests.keeping import send

pytestmark = pytest.mark.django_db
LIST = "/admin/challenges/challenge/"


@pytest.fixture
def reader(groups):
    person = UserFactory(first_name="Lou", last_name="Lectrice", is_staff=True)
    person.groups.add(groups["outside_readers"])
    return person


@pytest.fixture
def files(agent):
    promotion = PromotionFactory()
    return [ChallengeFactory(submitted=True, promotion=promotion, authors=[agent], complete=True) for _ in range(2)]


@pytest.fixture
def reading(files, reader, coordination, at):
    reading_workflow.assign_reader(files[:1], reader, by=coordination, at=at)
    return Reading.objects.get()


def page(challenge, name="change"):
    return f"{LIST}{challenge.pk}/{name}/"


class TestReaders:
    def test_one_letter_for_all_the_files(self, files, reader, coordination, at, letters):
        assert reading_workflow.assign_reader(files, reader, by=coordination, at=at) == 2
        assert reading_workflow.assign_reader(files, reader, by=coordination, at=at) == 0
        [letter] = letters("challenges/given_to_read")
        assert letter.subject.startswith("2 dossiers")
        assert files[1].title in letter.text
        assert "confié à Lou Lectrice" in Entry.objects.about(files[0]).get().sentence

    def test_nobody_reads_their_own(self, files, reader, coordination, at):
        StakeholderFactory(challenge=files[1], user=reader, right="read")
        with pytest.raises(EachRefused) as refusal:
            reading_workflow.assign_reader(files, reader, by=coordination, at=at)
        assert list(refusal.value.refusals) == [files[1]]
        assert not Reading.objects.exists()

    def test_only_readers_read(self, files, agent, coordination, at):
        with pytest.raises(StepRefused, match="lecteurs"):
            reading_workflow.assign_reader(files, agent, by=coordination, at=at)

    def test_advice_is_one_s_own_and_ends_with_the_instruction(self, reading, reader, coordination, at, letters):
        with pytest.raises(StepRefused, match="propre avis"):
            readings.advise(reading, advice="discuss", by=coordination, at=at)
        readings.advise(reading, advice="discuss", note="Trop large.", by=reader, at=at)
        reading.refresh_from_db()
        assert (reading.advice, reading.note, reading.read_at) == ("discuss", "Trop large.", at)
        assert [letter.letter for letter in letters()] == ["challenges/given_to_read"]
        with pytest.raises(StepRefused, match="au dossier"):
            readings.take_back(reading, by=coordination, at=at)
        instruction.preselect(reading.challenge, by=coordination, at=at)
        with pytest.raises(StepRefused, match="terminée"):
            readings.advise(reading, advice="preselect", by=reader, at=at)

    @pytest.mark.parametrize("number", ["²", "9" * 5000])
    def test_what_is_no_number_is_taken_back_from_nobody(self, client_for, reading, coordination, number):
        answer = client_for(coordination).post(page(reading.challenge, "lecteurs"), {"take_back": number})
        assert answer.status_code == 404
        assert Reading.objects.get() == reading


class TestWhatAnOutsideReaderSees:
    def test_each_address(self, client_for, reader, reading, files):
        client, given, other = client_for(reader), *files
        expected = {
            LIST: 200,
            page(given): 200,
            page(given, "avis"): 200,
            f"/porteur/defis/{given.pk}/": 404,
            f"/porteur/defis/{given.pk}/participants/": 404,
            page(other): 302,
            page(other, "avis"): 404,
            f"/porteur/defis/{other.pk}/": 404,
            f"/porteur/defis/{other.pk}/presentation.pdf": 404,
            **{page(given, name): 403 for name in ("eligibilite", "lecteurs", "questions")},
            **{page(given, f"etape/{name}"): 403 for name in ("preselect", "set_aside", "withdraw")},
            **{f"{LIST}{name}/": 403 for name in ("exporter", "courrier", "lot/preselect", "add")},
            f"/admin/challenges/choix/{given.promotion_id}/": 403,
            f"{LIST}tension/{given.promotion_id}/": 403,
            "/admin/challenges/administration/": 403,
            "/admin/accounts/user/": 403,
            "/admin/notifications/message/": 403,
        }
        assert {url: client.get(url).status_code for url in expected} == expected

    def test_the_page_hides_what_belongs_to_others(self, client_for, reader, reading, coordination, at):
        Reading.objects.create(
            challenge=reading.challenge, reader=coordination, given_by=coordination, given_at=at, note="Entre nous."
        )
        Challenge.objects.update(pending_reason="À voir.", refusal_reason="Motif.")
        html = client_for(reader).get(page(reading.challenge)).content.decode()
        assert "Donner mon avis" in html
        for hidden in ("Entre nous.", "À voir.", "Motif.", "amir.agent@", "Journal", "Dossier confié"):
            assert hidden not in html
        assert "Entre nous." in client_for(coordination).get(page(reading.challenge)).content.decode()

    def test_out_of_the_group_nothing_opens(self, client_for, reader, reading):
        reader.groups.clear()
        assert client_for(reader).get(f"/porteur/defis/{reading.challenge_id}/").status_code == 404
        assert client_for(reader).get(page(reading.challenge)).status_code in (302, 403)

    def test_others_of_the_staff_do_not_read_the_notes(self, client_for, groups, reading, reader, at):
        readings.advise(reading, advice="set_aside", note="Confidence.", by=reader, at=at)
        coach = UserFactory(is_staff=True)
        coach.groups.add(groups["coaches"])
        html = client_for(coach).get(page(reading.challenge)).content.decode()
        assert reading.challenge.title in html
        assert "Confidence." not in html

    def test_my_reading_waits_on_my_page_until_i_have_advised(self, client_for, reader, reading):
        client = client_for(reader)
        assert "donner mon avis" in client.get("/").content.decode()
        assert client.get(f"{LIST}?attente=mine").context["cl"].result_count == 1
        client.post(page(reading.challenge, "avis"), {"advice": "preselect", "note": "Solide."})
        assert "donner mon avis" not in client.get("/").content.decode()
        assert client.get(f"{LIST}?attente=mine").context["cl"].result_count == 0


class TestQuestions:
    @pytest.fixture
    def asked(self, files, coordination, at):
        questions.prepare_questions(files[0], {}, ["Et après dix mois ?", "Quelles données ?"], by=coordination, at=at)
        return files[0]

    def test_prepared_quietly_then_sent_to_the_authors(self, asked, coordination, agent, client_for, at, letters):
        assert "Et après" not in client_for(agent).get(f"/porteur/defis/{asked.pk}/").content.decode()
        assert questions.send_questions(asked, by=coordination, at=at) == 2
        [letter] = letters("challenges/questions")
        assert "- Quelles données" in letter.text
        assert "Et après" in client_for(agent).get(f"/porteur/defis/{asked.pk}/").content.decode()
        with pytest.raises(StepRefused, match="pas de question"):
            questions.send_questions(asked, by=coordination, at=at)

    def test_rewording_and_taking_away_before_sending(self, client_for, coordination, asked):
        first, second = PreparedQuestion.objects.all()
        data = {f"question-{first.pk}": "Et ensuite ?", f"question-{second.pk}": "", "new-1": "Pourquoi ?"}
        send(client_for(coordination), page(asked, "questions"), {**data, "send": "1"})
        assert [row.text for row in asked.prepared_questions.sent()] == ["Et ensuite ?", "Pourquoi ?"]

    def test_the_coordination_is_told_once_all_is_answered(self, asked, coordination, agent, client_for, at, letters):
        questions.send_questions(asked, by=coordination, at=at)
        first, second = PreparedQuestion.objects.all()
        client, url = client_for(agent), f"/porteur/defis/{asked.pk}/questions/"
        assert "Répondre à" in client.get("/").content.decode()
        client.post(url, {f"answer-{first.pk}": "Notre équipe.", f"answer-{second.pk}": ""})
        assert letters("challenges/questions_answered") == []
        client.post(url, {f"answer-{first.pk}": "Notre équipe.", f"answer-{second.pk}": "Les nôtres."})
        assert len(letters("challenges/questions_answered")) == 1
        first.refresh_from_db()
        assert (first.answer, first.answered_by) == ("Notre équipe.", agent)

    def test_no_answer_once_the_hearing_has_begun(self, asked, coordination, agent, client_for, at):
        questions.send_questions(asked, by=coordination, at=at)
        hearing = HearingFactory(jury__promotion=asked.promotion)
        Challenge.objects.filter(pk=asked.pk).update(hearing=hearing, status="preselected")
        with product_clock.moved_to(hearing.starts_at):
            html = client_for(agent).get(f"/porteur/defis/{asked.pk}/questions/").content.decode()
        assert "de vive voix" in html
        fresh = Challenge.objects.with_file().get(pk=asked.pk)
        with pytest.raises(StepRefused, match="de vive voix"):
            questions.answer_questions(fresh, {}, by=agent, at=hearing.starts_at)
        with pytest.raises(StepRefused, match="auteurs"):
            questions.answer_questions(fresh, {}, by=coordination, at=at)


class TestPresence:
    def test_two_people_on_one_file_see_each_other(self, client_for, groups, coordination, files):
        camille = UserFactory(first_name="Camille", last_name="Blanc", is_staff=True)
        camille.groups.add(groups["coordination"])
        with product_clock.moved_to(product_clock.paris(product_clock.today(), 14, 2)) as then:
            assert "ouvert depuis" not in client_for(camille).get(page(files[0])).content.decode()
            html = client_for(coordination).get(page(files[0])).content.decode()
            assert "Camille Blanc a ce dossier ouvert depuis 14\xa0h\xa002" in html
        with product_clock.moved_to(then + timedelta(seconds=80)):
            beat = client_for(camille).post(page(files[0], "presence"))
            assert "Inès Coordination" in beat.content.decode()
        with product_clock.moved_to(then + timedelta(seconds=100)):
            assert "Inès" not in client_for(camille).post(page(files[0], "presence")).content.decode()
            assert Presence.objects.count() == 1

    def test_outside_readers_neither_see_nor_are_seen(self, client_for, reader, reading):
        client_for(reader).get(page(reading.challenge))
        assert not Presence.objects.exists()


def test_the_jury_reads_questions_and_answers_with_the_file(files, coordination, at, client_for, juror):
    questions.prepare_questions(files[0], {}, ["Quelles données ?"], by=coordination, at=at)
    questions.send_questions(files[0], by=coordination, at=at)
    PreparedQuestion.objects.update(answer="Les nôtres.", answered_by=coordination, answered_at=at)
    hearing = HearingFactory(jury__promotion=files[0].promotion)
    Challenge.objects.filter(pk=files[0].pk).update(hearing=hearing, status="preselected")
    JurySeatFactory(jury=hearing.jury, user=juror)
    html = client_for(juror).get(f"/jury/defis/{hearing.pk}/").content.decode()
    assert "Les nôtres." in html
