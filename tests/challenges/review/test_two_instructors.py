"""Two people on one file of the instruction, each with a page that the other made stale: nothing is lost."""

import pytest

from challenges.proposal.models.challenges import Challenge
from challenges.review.models.eligibility import EligibilityVerdict
from challenges.review.models.questions import PreparedQuestion
from challenges.review.models.reading import Reading
from challenges.review.workflow import questions, reading
from eig.common.keeping.version import StaleVersion
from eig.reviewing.workflow import reading as readings
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.keeping import Pages, choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(agent):
    return ChallengeFactory(submitted=True, authors=[agent], complete=True)


@pytest.fixture
def camille(groups):
    person = UserFactory(first_name="Camille", last_name="Blanc", is_staff=True)
    person.groups.add(groups["coordination"])
    return person


@pytest.fixture
def opened(challenge, coordination, camille, client_for):
    """A page of the file opened by both: ``opened("questions")``."""

    def build(name):
        address = f"/admin/challenges/challenge/{challenge.pk}/{name}/"
        return Pages(address, client_for(coordination), client_for(camille))

    return build


def verdicts():
    return {row.line: (row.value, row.note, row.by.first_name) for row in EligibilityVerdict.objects.all()}


class TestEligibility:
    def test_two_lines_are_merged_and_keep_who_decided(self, opened):
        pages = opened("eligibilite")
        pages.meanwhile({"team-value": "not_ok", "team-note": "Six personnes."})
        assert pages.stale({"mentors-value": "ok"}).status_code == 302
        assert verdicts() == {"team": ("not_ok", "Six personnes.", "Inès"), "mentors": ("ok", "", "Camille")}

    def test_the_same_line_waits_for_a_choice(self, opened):
        pages = opened("eligibilite")
        pages.meanwhile({"team-value": "not_ok", "team-note": "Six personnes."})
        typed = {"team-value": "ok", "team-note": "Vérifié au téléphone.", "mentors-value": "ok"}
        answer = pages.stale(typed)
        html = answer.content.decode()
        assert answer.status_code == 409
        assert "Six personnes." in html
        assert "Vérifié au téléphone." in html
        assert list(verdicts()) == ["team"]
        [(field, mine)] = choices(answer).values()
        assert pages.stale(typed, **{field: mine}).status_code == 302
        assert verdicts()["team"] == ("ok", "Vérifié au téléphone.", "Camille")

    def test_a_line_to_correct_keeps_only_itself_from_being_saved(self, opened):
        answer = opened("eligibilite").stale({"team-value": "not_ok", "mentors-value": "ok"})
        assert answer.status_code == 422
        assert verdicts() == {"mentors": ("ok", "", "Camille")}

    def test_a_note_without_a_verdict_is_not_thrown_away(self, opened):
        answer = opened("eligibilite").stale({"team-note": "À rappeler."})
        assert answer.status_code == 422
        assert "À rappeler." in answer.content.decode()

    def test_once_over_what_was_typed_is_given_back(self, opened, challenge):
        pages = opened("eligibilite")
        Challenge.objects.filter(pk=challenge.pk).update(status="withdrawn")
        answer = pages.stale({"team-value": "ok", "team-note": "Vérifié."})
        assert answer.status_code == 409
        assert "Vérifié." in answer.content.decode()

    def test_the_verb_refuses_a_line_that_changed_meanwhile(self, challenge, coordination, at):
        reading.give_verdicts(challenge, {"team": ("ok", "")}, by=coordination, at=at)
        with pytest.raises(StaleVersion):
            reading.give_verdicts(challenge, {"team": ("not_ok", "Non.")}, over={}, by=coordination, at=at)
        assert reading.give_verdicts(challenge, {"mentors": ("ok", "")}, over={}, by=coordination, at=at) == 1


class TestAdvice:
    @pytest.fixture
    def windows(self, challenge, coordination, client_for, at):
        Reading.objects.create(challenge=challenge, reader=coordination, given_by=coordination, given_at=at)
        client = client_for(coordination)
        return Pages(f"/admin/challenges/challenge/{challenge.pk}/avis/", client, client)

    def test_two_windows_of_one_reader_lose_no_note(self, windows):
        windows.meanwhile({"advice": "preselect", "note": "Écrit au bureau."})
        typed = {"advice": "preselect", "note": "Écrit dans le train."}
        answer = windows.stale(typed)
        assert (answer.status_code, list(choices(answer))) == (409, ["Votre note"])
        assert Reading.objects.get().note == "Écrit au bureau."
        field, mine = choices(answer)["Votre note"]
        assert windows.stale(typed, **{field: mine}).status_code == 302
        assert Reading.objects.get().note == "Écrit dans le train."

    def test_a_note_without_advice_stays_on_the_page(self, windows):
        answer = windows.stale({"note": "Écrit dans le train."})
        assert answer.status_code == 422
        assert "Écrit dans le train." in answer.content.decode()
        assert Reading.objects.get().note == ""

    def test_once_over_the_note_is_given_back(self, windows, challenge):
        Challenge.objects.filter(pk=challenge.pk).update(status="withdrawn")
        answer = windows.stale({"advice": "discuss", "note": "Écrit dans le train."})
        assert answer.status_code == 409
        assert "Écrit dans le train." in answer.content.decode()

    def test_taken_back_the_note_is_given_back(self, windows):
        Reading.objects.all().delete()
        answer = windows.stale({"advice": "discuss", "note": "Écrit dans le train."})
        assert answer.status_code == 409
        assert "Écrit dans le train." in answer.content.decode()
        assert "ne vous est plus confié" in answer.content.decode()
        assert windows.second.get(windows.address).status_code == 404
        assert windows.second.post(windows.address, {"advice": "discuss"}).status_code == 404

    def test_an_outside_reader_is_told_nothing_of_a_file_that_was_taken_back(
        self, challenge, coordination, groups, client_for, at
    ):
        reader = UserFactory(first_name="Noé", is_staff=True)
        reader.groups.add(groups["outside_readers"])
        Reading.objects.create(challenge=challenge, reader=reader, given_by=coordination, given_at=at)
        client = client_for(reader)
        pages = Pages(f"/admin/challenges/challenge/{challenge.pk}/avis/", client, client)
        Reading.objects.all().delete()
        answer = pages.stale({"advice": "discuss", "note": "Écrit dans le train."})
        assert answer.status_code == 409
        assert "Écrit dans le train." in answer.content.decode()
        assert challenge.title not in answer.content.decode()

    def test_the_verb_refuses_what_was_written_over_an_older_note(self, windows, coordination, at):
        row = Reading.objects.get()
        readings.advise(row, advice="discuss", over=("", ""), by=coordination, at=at)
        with pytest.raises(StaleVersion):
            readings.advise(row, advice="preselect", over=("", ""), by=coordination, at=at)


class TestQuestions:
    @pytest.fixture
    def asked(self, challenge, coordination, at):
        questions.prepare_questions(challenge, {}, ["Quelles données ?", "Et après ?"], by=coordination, at=at)
        return [f"question-{row.pk}" for row in challenge.prepared_questions.all()]

    def texts(self):
        return list(PreparedQuestion.objects.order_by("pk").values_list("text", flat=True))

    def test_two_questions_are_merged_without_a_word(self, asked, opened):
        first, second = asked
        pages = opened("questions")
        pages.meanwhile({first: "Quelles données, au juste ?", second: "Et après ?", "new-1": "Avec qui ?"})
        stale = {first: "Quelles données ?", second: "Et après dix mois ?", "new-1": "Pourquoi ?"}
        assert pages.stale(stale).status_code == 302
        assert self.texts() == ["Quelles données, au juste ?", "Et après dix mois ?", "Avec qui ?", "Pourquoi ?"]

    def test_the_same_question_waits_for_a_choice(self, asked, opened):
        first, second = asked
        pages = opened("questions")
        pages.meanwhile({first: "Quelles données, au juste ?", second: "Et après ?"})
        stale = {first: "Lesquelles ?", second: "Et après ?", "new-1": "Pourquoi ?"}
        answer = pages.stale(stale)
        assert answer.status_code == 409
        assert self.texts() == ["Quelles données, au juste ?", "Et après ?"]
        [(field, mine)] = choices(answer).values()
        assert pages.stale(stale, **{field: mine}).status_code == 302
        assert self.texts() == ["Lesquelles ?", "Et après ?", "Pourquoi ?"]

    def test_what_a_colleague_reworded_is_not_taken_away_unread(self, asked, opened):
        first, second = asked
        pages = opened("questions")
        pages.meanwhile({first: "Quelles données, au juste ?", second: "Et après ?"})
        assert pages.stale({first: "", second: "Et après ?"}).status_code == 409
        assert len(self.texts()) == 2

    def test_a_question_sent_meanwhile_and_reworded_here_is_not_lost(self, asked, opened, challenge, coordination, at):
        first, second = asked
        pages = opened("questions")
        questions.send_questions(challenge, by=coordination, at=at)
        stale = {first: "Lesquelles ?", second: "Et après ?"}
        answer = pages.stale(stale)
        assert answer.status_code == 409
        assert "Lesquelles ?" in answer.content.decode()
        [(field, mine)] = choices(answer).values()
        assert pages.stale(stale, **{field: mine}).status_code == 302
        assert self.texts() == ["Quelles données ?", "Et après ?", "Lesquelles ?"]

    def test_nobody_sends_what_they_have_not_read(self, asked, opened, letters):
        first, second = asked
        pages = opened("questions")
        pages.meanwhile({first: "Quelles données, au juste ?", second: "Et après ?"})
        stale = {first: "Quelles données ?", second: "Et après ?", "new-1": "Pourquoi ?", "send": "1"}
        answer = pages.second.post(pages.address, {"version": pages.version, **stale}, follow=True)
        assert "relisez-les toutes" in answer.content.decode()
        assert letters("challenges/questions") == []
        assert self.texts() == ["Quelles données, au juste ?", "Et après ?", "Pourquoi ?"]

    def test_a_text_sent_again_after_a_lost_answer_is_not_asked_twice(self, asked, opened):
        first, second = asked
        pages = opened("questions")
        again = {first: "Quelles données ?", second: "Et après ?", "new-1": "Pourquoi ?"}
        pages.stale(again)
        pages.stale(again)
        assert self.texts() == ["Quelles données ?", "Et après ?", "Pourquoi ?"]

    def test_a_question_added_beside_one_that_is_too_long_is_not_compared_with_itself(self, asked, opened):
        first, second = asked
        pages = opened("questions")
        typed = {first: "Quelles données ?", second: "Et après ?", "new-1": "Pourquoi ?"}
        answer = pages.stale(typed, **{"new-2": "x" * 1001})
        assert answer.status_code == 422
        pages.version = answer.context["keeper"]["version"]
        assert pages.stale(typed).status_code == 302
        assert self.texts() == ["Quelles données ?", "Et après ?", "Pourquoi ?"]

    def test_the_verb_refuses_what_was_written_over_older_questions(self, asked, challenge, coordination, at):
        with pytest.raises(StaleVersion):
            questions.prepare_questions(challenge, {}, ["Pourquoi ?"], over={}, by=coordination, at=at)
        assert len(self.texts()) == 2
