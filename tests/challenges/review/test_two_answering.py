"""Two authors answer the questions of the instruction: neither erases what the other wrote."""

import pytest

from challenges.proposal.models.challenges import Challenge
from challenges.review.models.questions import PreparedQuestion
from challenges.review.workflow import questions
from eig.common.keeping.version import StaleVersion
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.keeping import Pages, choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(agent, coordination, at):
    row = ChallengeFactory(submitted=True, authors=[agent, UserFactory(first_name="Lou")], complete=True)
    questions.prepare_questions(row, {}, ["Quelles données ?", "Et après ?"], by=coordination, at=at)
    questions.send_questions(row, by=coordination, at=at)
    return row


@pytest.fixture
def names(challenge):
    return [f"answer-{row.pk}" for row in challenge.prepared_questions.all()]


@pytest.fixture
def pages(challenge, agent, client_for):
    other = challenge.authors.exclude(pk=agent.pk).get()
    return Pages(f"/porteur/defis/{challenge.pk}/questions/", client_for(agent), client_for(other))


def answers():
    return {
        row.text: (row.answer, row.answered_by and row.answered_by.first_name) for row in PreparedQuestion.objects.all()
    }


def test_two_answers_are_merged_without_a_word(names, pages):
    data, after = names
    pages.meanwhile({data: "Les nôtres.", after: ""})
    assert pages.stale({data: "", after: "Notre équipe."}).status_code == 302
    assert answers() == {"Quelles données ?": ("Les nôtres.", "Amir"), "Et après ?": ("Notre équipe.", "Lou")}


def test_the_same_answer_is_shown_in_both_texts(names, pages):
    data, after = names
    pages.meanwhile({data: "Les nôtres.", after: ""})
    stale = {data: "Celles du port.", after: "Notre équipe."}
    answer = pages.stale(stale)
    assert (answer.status_code, list(choices(answer))) == (409, ["Quelles données ?"])
    assert answers()["Et après ?"] == ("", None)
    field, mine = choices(answer)["Quelles données ?"]
    assert pages.stale(stale, **{field: mine}).status_code == 302
    assert answers() == {"Quelles données ?": ("Celles du port.", "Lou"), "Et après ?": ("Notre équipe.", "Lou")}


def test_an_answer_too_long_keeps_only_itself_from_being_saved(names, pages):
    data, after = names
    assert pages.stale({data: "x" * 4001, after: "Notre équipe."}).status_code == 422
    assert answers() == {"Quelles données ?": ("", None), "Et après ?": ("Notre équipe.", "Lou")}


def test_once_over_what_was_typed_is_given_back(names, pages, challenge):
    Challenge.objects.filter(pk=challenge.pk).update(status="withdrawn")
    answer = pages.stale({names[0]: "Les nôtres."})
    assert answer.status_code == 409
    assert "Les nôtres." in answer.content.decode()


def test_the_verb_refuses_an_answer_written_over_an_older_one(challenge, agent, at):
    row = challenge.prepared_questions.first()
    questions.answer_questions(challenge, {row.pk: "Les nôtres."}, by=agent, at=at)
    with pytest.raises(StaleVersion):
        questions.answer_questions(challenge, {row.pk: "D’autres."}, over={row.pk: ""}, by=agent, at=at)
