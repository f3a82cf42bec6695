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
            "kind": question.kind,
            "max_chars": question.max_chars,
            "minimum": "" if question.minimum is None else question.minimum,
            "maximum": "" if question.maximum is None else question.maximum,
            "low_words": question.low_words,
            "high_words": question.high_words,
            "key": question.key,
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


def further(question) -> str:
    return reverse("admin:questions_question_change", args=[question.pk])


def rows(question, *lines, condition="") -> dict:
    """The page of a question: (option or none, values) a line."""
    journal = "journal-entry-content_type-object_id"
    data = {"condition": condition, f"{journal}-TOTAL_FORMS": 0, f"{journal}-INITIAL_FORMS": 0}
    data |= {"options-TOTAL_FORMS": len(lines), "options-INITIAL_FORMS": sum(bool(option) for option, _ in lines)}
    for row, (option, values) in enumerate(lines):
        own = {"question": question.pk, "id": option.pk if option else "", "order": row, **values}
        data |= {f"options-{row}-{name}": value for name, value in own.items()}
    return data


@pytest.fixture
def choice(questionnaire):
    """A choice as the second question, after a yes or no."""
    first, second, _ = questionnaire.questions.all()
    Question.objects.filter(pk=first.pk).update(kind="yes_no")
    Question.objects.filter(pk=second.pk).update(kind="one_choice")
    second.refresh_from_db()
    return second


def test_a_choice_gets_its_options_and_its_condition(client_for, coordination, questionnaire, choice):
    client, first = client_for(coordination), questionnaire.questions.first()
    page = client.get(url(questionnaire)).content.decode()
    assert "Aucune réponse proposée. Elle est toujours posée" in page
    data = rows(choice, (None, {"label": "Bourse"}), (None, {"label": "Bourse !"}), condition=f"{first.pk}=oui")
    answer = client.post(further(choice), data)
    assert (answer.status_code, answer.url) == (302, url(questionnaire))
    choice.refresh_from_db()
    assert (choice.shown_when, choice.shown_value) == (first, "oui")
    assert list(choice.options.values_list("value", "label")) == [("bourse", "Bourse"), ("bourse-2", "Bourse !")]
    told = client.get(url(questionnaire)).content.decode()
    assert "Bourse, Bourse !. Posée si l’on répond" in told
    line = Entry.objects.about(choice).filter(note__contains="Posée seulement").get()
    assert "rien →" in line.note or "Elle est toujours posée" in line.note


def test_an_option_is_reworded_or_withdrawn_never_lost(client_for, coordination, questionnaire, choice):
    option = choice.options.create(value="bourse", label="Bourse")
    spare = choice.options.create(value="autre", label="Autre")
    response = Response.objects.create(questionnaire=questionnaire)
    Answer.objects.create(response=response, question=choice, text="bourse")
    client = client_for(coordination)
    lines = [(option, {"label": "Bourse", "DELETE": "on"}), (spare, {"label": "Autre"})]
    page = send(client, further(choice), rows(choice, *lines))
    assert "a déjà été donnée, ou une autre question en dépend : elle ne se supprime pas" in page.content.decode()
    lines = [(option, {"label": "Bourse d’études", "withdrawn": "on"}), (spare, {"label": "Autre", "DELETE": "on"})]
    assert send(client, further(choice), rows(choice, *lines)).status_code == 302
    assert list(choice.options.values_list("value", "label", "withdrawn")) == [("bourse", "Bourse d’études", True)]


def test_a_kind_does_not_change_under_answers_nor_conditions(client_for, coordination, questionnaire, choice):
    client, first = client_for(coordination), questionnaire.questions.first()
    choice.options.create(value="un", label="Un")
    Question.objects.filter(pk=choice.pk).update(shown_when=first, shown_value="oui")
    response = Response.objects.create(questionnaire=questionnaire)
    Answer.objects.create(response=response, question=choice, text="un")
    page = send(client, url(questionnaire), posted(questionnaire, q0={"kind": "text"}, q1={"kind": "text"}))
    text = page.content.decode()
    assert "a déjà des réponses : sa nature ne change plus" in text
    assert "sa nature ne change pas" in text


def test_a_condition_keeps_its_order_and_its_question(client_for, coordination, questionnaire, choice):
    client, first = client_for(coordination), questionnaire.questions.first()
    Question.objects.filter(pk=choice.pk).update(shown_when=first, shown_value="oui")
    page = send(client, url(questionnaire), posted(questionnaire, q0={"order": 32000}))
    assert "elle vient après elle" in page.content.decode()
    page = send(client, url(questionnaire), posted(questionnaire, q0={"DELETE": "on"}))
    assert "qui ne peut donc pas être supprimée" in page.content.decode()


def test_bounds_do_not_leave_out_an_answer(client_for, coordination, questionnaire):
    question = questionnaire.questions.last()
    Question.objects.filter(pk=question.pk).update(kind="number", maximum=100)
    response = Response.objects.create(questionnaire=questionnaire)
    Answer.objects.create(response=response, question=question, text="60.5")
    client = client_for(coordination)
    page = send(client, url(questionnaire), posted(questionnaire, q2={"maximum": 60}))
    assert "hors de ces bornes" in page.content.decode()
    assert send(client, url(questionnaire), posted(questionnaire, q2={"maximum": 61})).status_code == 302
