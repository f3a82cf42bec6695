"""What the database keeps of a questionnaire, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from eig.questions.models import Answer, Option, Question, Response
from eig.questions.states import Kind
from tests.factories.promotions import QuestionFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db


def refused(write) -> str:
    """The name of the constraint that refused, once deferred ones are judged."""
    with pytest.raises(IntegrityError) as error:
        judged(write)
    return error.value.__cause__.diag.constraint_name


@transaction.atomic
def judged(write) -> None:
    write()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def answered(question, text="oui"):
    response = Response.objects.create(questionnaire=question.questionnaire)
    return Answer.objects.create(response=response, question=question, text=text)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind": "poem"}, "questions_question_kind"),
        ({"kind": Kind.SCALE}, "questions_question_bounds"),
        ({"kind": Kind.SCALE, "minimum": 1, "maximum": 12}, "questions_question_bounds"),
        ({"kind": Kind.SCALE, "minimum": 5, "maximum": 1}, "questions_question_bounds"),
        ({"kind": Kind.NUMBER, "minimum": 5, "maximum": 1}, "questions_question_bounds"),
        ({"kind": Kind.TEXT, "maximum": 1}, "questions_question_bounds"),
        ({"shown_value": "oui"}, "questions_question_condition"),
    ],
)
def test_a_question_is_of_a_kind_within_its_limits(values, name):
    assert refused(lambda: QuestionFactory(**values)) == name


@pytest.mark.parametrize("bounds", [(None, None), (0, None), (None, 3), (-4, 3)])
def test_a_number_may_have_bounds(bounds):
    QuestionFactory(kind=Kind.NUMBER, minimum=bounds[0], maximum=bounds[1])


def test_a_key_names_one_question():
    first = QuestionFactory(key="demarche")
    QuestionFactory(key="demarche")
    same = first.questionnaire
    QuestionFactory(questionnaire=same)
    QuestionFactory(questionnaire=same)
    assert refused(lambda: QuestionFactory(questionnaire=same, key="demarche")) == "questions_question_key"


@pytest.mark.parametrize("order", [1, 9])
def test_a_condition_is_on_an_earlier_question_of_the_same_questionnaire(order):
    whole = QuestionnaireFactory()
    deciding = QuestionFactory(questionnaire=whole, order=5, kind=Kind.YES_NO)
    condition = {"shown_when": deciding, "shown_value": "oui"}
    elsewhere = refused(lambda: QuestionFactory(order=order, **condition))
    assert elsewhere == "questions_condition_earlier"
    if order < 5:
        assert refused(lambda: QuestionFactory(questionnaire=whole, order=order, **condition)) == elsewhere
        return
    QuestionFactory(questionnaire=whole, order=order, **condition)
    assert refused(lambda: Question.objects.filter(pk=deciding.pk).update(order=20)) == elsewhere


def test_an_answered_question_keeps_its_kind():
    question = QuestionFactory(kind=Kind.YES_NO)
    answer = answered(question, "")
    Question.objects.update(kind=Kind.TEXT)
    Question.objects.update(kind=Kind.YES_NO)
    Answer.objects.filter(pk=answer.pk).update(text="oui")
    assert refused(lambda: Question.objects.update(kind=Kind.TEXT)) == "questions_kind_kept"


def test_an_option_that_was_given_or_decides_is_withdrawn_rather_than_lost():
    question = QuestionFactory(kind=Kind.SEVERAL, options=["Un", "Deux", "Trois"])
    answered(question, "un\ndeux")
    one, two, three = question.options.all()
    QuestionFactory(questionnaire=question.questionnaire, shown_when=question, shown_value="trois")
    for pk in (one.pk, two.pk, three.pk):
        assert refused(Option.objects.filter(pk=pk).delete) == "questions_option_kept"
    assert refused(lambda: Option.objects.filter(pk=one.pk).update(value="autre")) == "questions_option_kept"
    Option.objects.filter(pk=one.pk).update(label="L’un", withdrawn=True)


def test_a_question_that_nobody_answered_goes_with_its_options():
    whole = QuestionnaireFactory()
    question = QuestionFactory(questionnaire=whole, kind=Kind.ONE_CHOICE, options=["Un"])
    QuestionFactory(questionnaire=whole, shown_when=question, shown_value="un")
    whole.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not Option.objects.exists()
