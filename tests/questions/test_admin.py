"""Questionnaires in the admin."""

import pytest
from django.urls import reverse

from eig.journal.models import Entry
from eig.questions.models import Answer, Question, Response
from eig.questions.rules import refused_deletions
from tests.factories.promotions import QuestionFactory, QuestionnaireFactory
from tests.keeping import send

pytestmark = pytest.mark.django_db


def posted(questionnaire, **changes) -> dict:
    """The page as a browser would send it back, ``{question: {field: value}}`` changed."""
    journal = "journal-entry-content_type-object_id"
    data = {"name": questionnaire.name, f"{journal}-TOTAL_FORMS": 0, f"{journal}-INITIAL_FORMS": 0}
    data["questions-INITIAL_FORMS"] = questionnaire.questions.count()
    for row, question in enumerate(questionnaire.questions.all()):
        values = {
            "id": question.pk,
            "questionnaire": questionnaire.pk,
            "order": question.order,
            "section": question.section,
            "label": question.label,
            "help": question.help,
            "max_chars": question.max_chars,
            "required": "on" if question.required else "",
        }
        values |= changes.get(f"q{row}", {})
        data |= {f"questions-{row}-{name}": value for name, value in values.items()}
    return data | {"questions-TOTAL_FORMS": questionnaire.questions.count()}


@pytest.fixture
def questionnaire(db):
    row = QuestionnaireFactory()
    QuestionFactory.create_batch(3, questionnaire=row)
    return row


def url(questionnaire) -> str:
    return reverse("admin:questions_questionnaire_change", args=[questionnaire.pk])


@pytest.mark.smoke
def test_questions_are_edited_on_one_page(client_for, coordination, questionnaire):
    client = client_for(coordination)
    page = client.get(url(questionnaire)).content.decode()
    assert "environ 10\xa0lignes" in page
    data = posted(questionnaire, q1={"label": "Quelle solution ?", "max_chars": 450})
    assert send(client, url(questionnaire), data).status_code == 302
    question = questionnaire.questions.all()[1]
    assert (question.label, question.lines) == ("Quelle solution ?", 5)
    line = Entry.objects.about(questionnaire).get()
    assert (line.sentence, line.actor) == ("Réglages modifiés (questions)", coordination)
    assert line.note.splitlines()[1] == "« Quelle solution ? », Limite (caractères) : 900 → 450"
    assert "900 → 450" in client.get(url(questionnaire)).content.decode()


def test_an_answered_question_stays_and_the_page_says_why(client_for, coordination, questionnaire):
    question = questionnaire.questions.first()
    response = Response.objects.create(questionnaire=questionnaire)
    Answer.objects.create(response=response, question=question, text="Une réponse confidentielle")
    data = posted(questionnaire, q0={"DELETE": "on"}, q1={"label": "Gardé à l’écran"})
    page = send(client_for(coordination), url(questionnaire), data)
    text = page.content.decode()
    assert page.status_code == 200
    assert "a déjà 1\xa0réponse : elle ne peut plus être supprimée" in text
    assert "confidentielle" not in text
    assert "Gardé à l’écran" in text
    assert Question.objects.filter(pk=question.pk).exists()


def test_a_limit_does_not_cut_an_answer(client_for, coordination, questionnaire):
    client, question = client_for(coordination), questionnaire.questions.first()
    response = Response.objects.create(questionnaire=questionnaire)
    Answer.objects.create(response=response, question=question, text="é" * 500)
    page = send(client, url(questionnaire), posted(questionnaire, q0={"max_chars": 499}))
    assert "a une réponse de 500\xa0caractères : sa limite" in page.content.decode()
    assert send(client, url(questionnaire), posted(questionnaire, q0={"max_chars": 500})).status_code == 302


def test_an_unanswered_question_goes(client_for, coordination, questionnaire):
    data = posted(questionnaire, q0={"DELETE": "on"})
    assert send(client_for(coordination), url(questionnaire), data).status_code == 302
    assert questionnaire.questions.count() == 2


def test_the_limit_has_a_floor(client_for, coordination, questionnaire):
    page = send(client_for(coordination), url(questionnaire), posted(questionnaire, q0={"max_chars": 10}))
    assert page.status_code == 200
    assert questionnaire.questions.first().max_chars == 900


def test_a_whole_questionnaire_in_use_is_kept(client_for, coordination, questionnaire):
    Response.objects.create(questionnaire=questionnaire)
    page = client_for(coordination).post(
        reverse("admin:questions_questionnaire_delete", args=[questionnaire.pk]), {"post": "yes"}
    )
    assert page.status_code == 200
    questionnaire.refresh_from_db()


def test_refusals_cost_one_query(questionnaire, django_assert_num_queries):
    questions = list(questionnaire.questions.all())
    response = Response.objects.create(questionnaire=questionnaire)
    for question in questions[:2]:
        Answer.objects.create(response=response, question=question)
    with django_assert_num_queries(1):
        assert len(refused_deletions(questions)) == 2


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(client_for, coordination, count, django_assert_num_queries):
    for row in QuestionnaireFactory.create_batch(count):
        QuestionFactory.create_batch(2, questionnaire=row)
    client = client_for(coordination)
    with django_assert_num_queries(7):
        client.get(reverse("admin:questions_questionnaire_changelist"))
