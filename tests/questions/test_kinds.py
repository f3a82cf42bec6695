"""One field and one reader for each kind of question: what is typed, stored, told, refused."""

import pytest
from django.core.exceptions import ValidationError

from eig.common.text import NBSP, NNBSP
from eig.questions.fields import accepts, field_for
from eig.questions.forms import QuestionsForm, name_of
from eig.questions.reading import Reading, said
from eig.questions.states import Kind
from tests.factories.promotions import QuestionFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db
OPTIONS = ["Bourse, logement", "Permis", "Retraite"]
MADE = {
    Kind.ONE_CHOICE: {"options": OPTIONS},
    Kind.SEVERAL: {"options": OPTIONS},
    Kind.SCALE: {"scale": True},
    Kind.NUMBER: {"minimum": 0, "maximum": 5000},
}


def asked(kind: Kind, **values):
    values = {**MADE.get(kind, {}), **values}
    return QuestionFactory(**values) if "scale" in values else QuestionFactory(kind=kind, **values)


@pytest.mark.parametrize(
    ("kind", "typed", "stored", "told"),
    [
        (Kind.TEXT, " Deux mots ", "Deux mots", "Deux mots"),
        (Kind.LONG_TEXT, "Une ligne\nUne autre", "Une ligne\nUne autre", "Une ligne\nUne autre"),
        (Kind.ONE_CHOICE, "permis", "permis", "Permis"),
        (Kind.SEVERAL, ["retraite", "bourse-logement"], "bourse-logement\nretraite", "Bourse, logement, Retraite"),
        (Kind.NUMBER, f"1{NBSP}234,50", "1234.5", f"1{NNBSP}234,5"),
        (Kind.NUMBER, "100", "100", "100"),
        (Kind.DATE, "2020-03-01", "2020-03-01", f"dimanche 1er{NBSP}mars 2020"),
        (Kind.YES_NO, "non", "non", "Non"),
        (Kind.SCALE, "4", "4", f"4 sur{NBSP}5"),
        (Kind.FACES, "2", "2", "Nuages : c’est difficile"),
        (Kind.LINK, "https://demarche.example/bourse", "https://demarche.example/bourse", None),
    ],
)
def test_what_is_typed_is_stored_and_told(kind, typed, stored, told):
    question = asked(kind)
    assert field_for(question).clean(typed) == stored
    assert said(question, stored).replace(NBSP, " ") == (told or stored).replace(NBSP, " ")
    assert accepts(question, stored)


@pytest.mark.parametrize("kind", Kind)
def test_a_draft_may_leave_any_kind_blank(kind):
    question = asked(kind)
    assert field_for(question).clean([] if kind == Kind.SEVERAL else "") == ""
    assert said(question, "") == ""


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        (Kind.ONE_CHOICE, "impots", "Choisissez une des réponses proposées."),
        (Kind.SEVERAL, ["permis", "impots"], "Choisissez parmi les réponses proposées."),
        (Kind.NUMBER, "beaucoup", "Écrivez un nombre, avec deux chiffres au plus après la virgule."),
        (Kind.NUMBER, "NaN", "Écrivez un nombre, avec deux chiffres au plus après la virgule."),
        (Kind.NUMBER, "1e999999999", "Écrivez un nombre, avec deux chiffres au plus après la virgule."),
        (Kind.NUMBER, "1,234", "Écrivez un nombre, avec deux chiffres au plus après la virgule."),
        (Kind.NUMBER, "5001", "Écrivez un nombre de 0 à 5000."),
        (Kind.DATE, "demain", "Écrivez une date, par exemple 31/03/2020."),
        (Kind.YES_NO, "peut-être", "Choisissez une des réponses proposées."),
        (Kind.SCALE, "6", "Choisissez une des réponses proposées."),
        (Kind.FACES, "5", "Choisissez une des réponses proposées."),
        (Kind.LINK, "http://demarche.example", "Écrivez une adresse complète, qui commence par https://."),
        (Kind.LINK, "javascript:alert(1)", "Écrivez une adresse complète, qui commence par https://."),
    ],
)
def test_a_wrong_answer_says_what_to_write(kind, typed, says):
    with pytest.raises(ValidationError) as refused:
        field_for(asked(kind)).clean(typed)
    assert refused.value.messages == [says]


def test_a_withdrawn_option_is_kept_by_who_chose_it():
    question = asked(Kind.ONE_CHOICE)
    question.options.filter(value="permis").update(withdrawn=True, label="Permis de conduire")
    assert "permis" not in dict(field_for(question).choices)
    assert dict(field_for(question, kept="permis").choices)["permis"] == "Permis de conduire"
    assert said(question, "permis") == "Permis de conduire"


def test_a_choice_without_options_is_not_asked():
    question = asked(Kind.ONE_CHOICE, options=[])
    assert Reading([question], {}).missing == []
    assert Reading([question], {}).replies == []


@pytest.fixture
def chain(db):
    """A question, a second one for its « oui », a third one for a choice of the second."""
    whole = QuestionnaireFactory()
    first = QuestionFactory(questionnaire=whole, kind=Kind.YES_NO)
    second = QuestionFactory(
        questionnaire=whole, kind=Kind.SEVERAL, options=OPTIONS, shown_when=first, shown_value="oui"
    )
    third = QuestionFactory(
        questionnaire=whole, kind=Kind.LINK, shown_when=second, shown_value="permis", section="Le lien"
    )
    return [first, second, third]


@pytest.mark.parametrize(
    ("answers", "applies", "missing"),
    [
        (("", "", ""), 1, [0]),
        (("non", "permis", ""), 1, []),
        (("oui", "", "https://x.example"), 2, [1]),
        (("oui", "retraite", ""), 2, []),
        (("oui", "permis\nretraite", ""), 3, [2]),
    ],
)
def test_a_condition_decides_of_what_is_asked_and_missing(chain, answers, applies, missing):
    texts = {question.pk: text for question, text in zip(chain, answers, strict=True)}
    reading = Reading(chain, texts)
    assert [reply.question for reply in reading.replies] == chain[:applies]
    assert reading.missing == [chain[rank] for rank in missing]


def test_a_part_whose_questions_do_not_apply_is_no_page(chain):
    first, second, third = chain
    assert [part.title for part in Reading(chain, {first.pk: "oui"}).parts("Questions")] == ["Questions"]
    told = Reading(chain, {first.pk: "oui", second.pk: "permis"})
    assert [(part.number, part.title) for part in told.parts("Questions")] == [(1, "Questions"), (2, "Le lien")]
    assert told.page(1) == [first, second]
    assert told.page(2) == [third]


def test_a_page_shows_what_its_own_answers_may_add(chain):
    form = QuestionsForm(reading=Reading(chain, {}), questions=Reading(chain, {}).page(1))
    page = str(form)
    assert f'data-shown-when="question-{chain[0].pk}=oui"' in page
    assert "Seulement si vous répondez" in page


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (("non", []), []),
        (("oui", []), [1]),
        (("", ["permis"]), [0]),
        (("oui", ["permis"]), []),
    ],
)
def test_a_form_that_is_no_draft_refuses_what_is_missing(chain, data, wrong):
    sent = {name_of(question.pk): value for question, value in zip(chain, data, strict=False)}
    reading = Reading(chain, {})
    form = QuestionsForm(sent, reading=reading, questions=chain[:2], compulsory=True)
    assert list(form.errors) == [name_of(chain[rank].pk) for rank in wrong]


def test_every_kind_is_drawn_with_its_words():
    questions = [asked(kind) for kind in Kind]
    page = str(QuestionsForm(reading=Reading(questions, {}), questions=questions))
    faces, scale = page.count("eig-face"), page.count("tout à fait")
    assert (faces, scale) == (4, 1)
    assert page.count("<legend") == 5
    for question in questions:
        assert f'name="{name_of(question.pk)}"' in page
