"""A juror's question before the day: asked, handed on, answered, read by the whole jury."""

from datetime import datetime

import pytest
from django.urls import reverse

from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.states import ClarificationStatus
from challenges.hearings.todo import clarifications
from challenges.hearings.workflow import clarifications as clarifications_workflow
from eig.common import clock
from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.juries import HearingFactory, JurySeatFactory

pytestmark = pytest.mark.django_db

EVE = datetime(2020, 3, 20, 18, tzinfo=PARIS)
DAY = datetime(2020, 3, 24, 8, tzinfo=PARIS)
TEXT = "Combien de contrôleurs sont équipés ?"


@pytest.fixture(autouse=True)
def before_the_day():
    with clock.moved_to(EVE):
        yield


@pytest.fixture
def challenge(agent):
    hearing = HearingFactory()
    return ChallengeFactory(
        preselected=True, promotion=hearing.jury.promotion, hearing=hearing, title="MonitorFish", authors=[agent]
    )


@pytest.fixture
def member(challenge, juror):
    return JurySeatFactory(jury=challenge.hearing.jury, user=juror).user


@pytest.fixture
def asked(challenge, member):
    return clarifications_workflow.ask_clarification(challenge, question=TEXT, by=member, at=EVE)


def page(challenge):
    return reverse("juries:challenge", args=[challenge.hearing_id])


def ask_url(challenge):
    return reverse("juries:challenge_ask", args=[challenge.hearing_id])


def admin_step(clarification, step):
    return reverse("admin:challenges_clarification_step", args=[clarification.pk, step])


def test_a_juror_asks_and_the_coordination_is_told_once(client_for, challenge, member, coordination, letters):
    client = client_for(member)
    assert ask_url(challenge) in client.get(page(challenge)).content.decode()
    for _ in range(2):
        assert client.post(ask_url(challenge), {"question": TEXT}).url == f"{page(challenge)}#questions"
    assert Clarification.objects.get().asked_by == member
    [letter] = letters()
    assert (letter.letter, letter.user) == ("challenges/clarification_asked", coordination)
    assert str(member) in letter.text
    assert Entry.objects.about(challenge).get().note == TEXT
    assert TEXT.removesuffix(" ?") in client.get(page(challenge)).content.decode()


def test_nothing_is_asked_from_the_day_on(client_for, challenge, member):
    with clock.moved_to(DAY):
        response = client_for(member).post(ask_url(challenge), {"question": TEXT})
        assert response.status_code == 422
        assert "de vive voix" in response.content.decode()
        assert ask_url(challenge) not in client_for(member).get(page(challenge)).content.decode()
    assert not Clarification.objects.exists()


def test_a_withdrawn_challenge_is_asked_nothing(challenge, member):
    type(challenge).objects.update(status="withdrawn")
    challenge.refresh_from_db()
    with pytest.raises(StepRefused, match="n’attend plus"):
        clarifications_workflow.ask_clarification(challenge, question=TEXT, by=member, at=EVE)


def test_an_empty_question_is_refused_beside_its_field(client_for, challenge, member):
    response = client_for(member).post(ask_url(challenge), {"question": "  "})
    assert response.status_code == 422
    assert 'id="id_question_error"' in response.content.decode()


def test_nobody_else_asks(client_for, challenge, asked, agent, coordination):
    for user in (agent, coordination, UserFactory()):
        assert client_for(user).get(ask_url(challenge)).status_code == 404


def test_the_coordination_rewords_and_the_author_answers_the_whole_jury(
    client_for, challenge, asked, agent, coordination, letters
):
    other = JurySeatFactory(jury=challenge.hearing.jury, user__last_name="Autre").user
    assert TEXT.removesuffix(" ?") not in client_for(other).get(page(challenge)).content.decode()
    staff = client_for(coordination)
    assert TEXT.removesuffix(" ?") in staff.get(admin_step(asked, "forward")).content.decode()
    staff.post(admin_step(asked, "forward"), {"question": "Combien de personnes s’en servent ?"})
    [told] = letters("challenges/clarification_forwarded")
    assert told.user == agent
    assert "Combien de personnes" in told.text
    assert str(asked.asked_by) not in told.text

    author = client_for(agent)
    reply = reverse("challenges:clarification", args=[asked.pk])
    assert reply in author.get(reverse("challenges:file", args=[challenge.pk])).content.decode()
    assert "Combien de personnes" in author.get(reply).content.decode()
    assert author.post(reply, {"answer": ""}).status_code == 422
    for _ in range(2):
        assert author.post(reply, {"answer": "Cent-vingt agents."}).url == reply
    assert "Cent-vingt agents." in author.get(reply).content.decode()
    assert {letter.user for letter in letters("challenges/clarification_answered")} == {asked.asked_by, other}
    assert "Cent-vingt agents." in client_for(other).get(page(challenge)).content.decode()


def test_an_answer_is_given_once(challenge, asked, coordination):
    clarifications_workflow.answer_clarification(asked, answer="Cent-vingt.", by=coordination, at=EVE)
    with pytest.raises(StepRefused, match="a déjà répondu"):
        clarifications_workflow.answer_clarification(asked, answer="Deux cents.", by=coordination, at=EVE)
    asked.refresh_from_db()
    assert asked.answer == "Cent-vingt."


def test_an_answer_that_comes_too_late_is_given_back(client_for, challenge, asked, agent, coordination):
    reply, author = reverse("challenges:clarification", args=[asked.pk]), client_for(agent)
    clarifications_workflow.forward_clarification(asked, by=coordination, at=EVE)
    clarifications_workflow.answer_clarification(asked, answer="Cent-vingt.", by=coordination, at=EVE)
    late = author.post(reply, {"answer": "Deux cents, depuis mars."})
    assert late.status_code == 409
    for text in ("Deux cents, depuis mars.", "Cent-vingt.", "n’est pas enregistré", f"{coordination} a déjà répondu"):
        assert text in late.content.decode()
    Clarification.objects.update(status=ClarificationStatus.CLOSED, answer="", answered_by=None, answered_at=None)
    late = author.post(reply, {"answer": "Deux cents, depuis mars."})
    assert late.status_code == 409
    for text in ("Deux cents, depuis mars.", "classé cette question sans suite"):
        assert text in late.content.decode()


def test_a_question_that_comes_too_late_is_given_back(client_for, challenge, member):
    with clock.moved_to(DAY):
        late = client_for(member).post(ask_url(challenge), {"question": TEXT})
    assert late.status_code == 422
    assert TEXT.removesuffix(" ?") in late.content.decode()


def test_a_question_left_aside_is_explained_to_whoever_asked(client_for, challenge, asked, coordination, letters):
    client_for(coordination).post(admin_step(asked, "close"), {"reason": "C’est page 4."})
    [letter] = letters("challenges/clarification_closed")
    assert letter.user == asked.asked_by
    assert "C’est page 4." in letter.text
    asked.refresh_from_db()
    assert asked.status == ClarificationStatus.CLOSED


def test_the_authors_see_only_what_was_handed_to_them(client_for, challenge, asked, agent, coordination):
    reply = reverse("challenges:clarification", args=[asked.pk])
    assert client_for(agent).get(reply).status_code == 404
    clarifications_workflow.forward_clarification(asked, by=coordination, at=EVE)
    assert client_for(agent).get(reply).status_code == 200
    for user in (coordination, asked.asked_by, UserFactory()):
        assert client_for(user).get(reply).status_code == 404


def test_it_waits_for_the_coordination_then_for_the_authors(asked, agent, coordination):
    assert [line.title for line in clarifications.todo(coordination, EVE)] == ["Traiter 1\xa0question de juré"]
    assert clarifications.todo(agent, EVE) == []
    clarifications_workflow.forward_clarification(asked, by=coordination, at=EVE)
    [line] = clarifications.todo(agent, EVE)
    assert line.title == "Répondre à une question du jury sur « MonitorFish »"
    assert line.due_at == asked.challenge.hearing.starts_at
    assert [line.waiting for line in clarifications.todo(coordination, EVE)] == [True]
    clarifications_workflow.answer_clarification(asked, answer="Cent-vingt.", by=agent, at=EVE)
    assert clarifications.todo(agent, EVE) + clarifications.todo(coordination, EVE) == []


def test_the_list_of_the_coordination_filters_what_waits(client_for, asked, coordination):
    listing, words = reverse("admin:challenges_clarification_changelist"), TEXT.removesuffix(" ?")
    assert words in client_for(coordination).get(f"{listing}?etat=asked").content.decode()
    assert words not in client_for(coordination).get(f"{listing}?etat=answered").content.decode()
