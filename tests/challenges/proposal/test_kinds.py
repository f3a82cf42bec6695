"""Questions of every kind in a call: saved while one types, merged, asked on a condition, taken over the next year."""

import pytest
from django.urls import reverse

from challenges.proposal.diff import written
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules import drafting
from challenges.proposal.workflow import reuse
from eig.common import clock
from eig.questions.forms import name_of
from eig.questions.models import Question
from eig.questions.states import Kind
from tests.challenges.situations import DURING, draft
from tests.factories.promotions import PromotionFactory, QuestionFactory
from tests.keeping import choices, send, shown

SECTION = "Les natures"
OPTIONS = ["Bourse", "Permis", "Retraite"]
ANSWERS = {
    Kind.TEXT: ("Court", "Court"),
    Kind.LONG_TEXT: ("Long\nplus long", "Long\nplus long"),
    Kind.ONE_CHOICE: ("permis", "Permis"),
    Kind.SEVERAL: (["retraite", "bourse"], "Bourse, Retraite"),
    Kind.NUMBER: ("12,5", "12,5"),
    Kind.DATE: ("2020-09-02", "mercredi 2\xa0septembre 2020"),
    Kind.YES_NO: ("oui", "Oui"),
    Kind.SCALE: ("4", "4 sur\xa05"),
    Kind.FACES: ("3", "Éclaircies : ça avance"),
    Kind.LINK: ("https://demarche.example/", "https://demarche.example/"),
}
WITH = {
    Kind.ONE_CHOICE: {"options": OPTIONS},
    Kind.SEVERAL: {"options": OPTIONS},
    Kind.SCALE: {"minimum": 1, "maximum": 5},
}


@pytest.fixture
def questions(call):
    """One question of each kind, on a page of their own: the third of the narrative."""
    asked = call.promotion.challenge_questions
    return {
        kind: QuestionFactory(
            questionnaire=asked, order=1000 + rank, section=SECTION, kind=kind, label=f"{kind} ?", **WITH.get(kind, {})
        )
        for rank, kind in enumerate(Kind)
    }


@pytest.fixture
def challenge(call, questions):
    return draft(call)


@pytest.fixture
def client(call, client_for):
    with clock.moved_to(DURING):
        yield client_for(call.agent)


@pytest.fixture
def page(challenge):
    return reverse("challenges:narrative", args=[challenge.pk, 3])


def typed(questions) -> dict:
    return {name_of(question.pk): ANSWERS[kind][0] for kind, question in questions.items()}


def test_each_kind_is_saved_while_one_types_shown_again_and_told(client, challenge, questions, page):
    answer = send(client, page, typed(questions), **{"X-Autosave": "1"})
    assert answer.status_code == 200
    whole = Challenge.objects.with_file().get()
    told = {label: text for _, label, text in written(whole)}
    assert {kind: told[f"{kind} ?"] for kind in Kind} == {kind: words for kind, (_, words) in ANSWERS.items()}
    form = client.get(page).context["form"]
    assert {name: form[name].value() for name in typed(questions)} == {**typed(questions)} | {
        name_of(questions[Kind.SEVERAL].pk): ["bourse", "retraite"]
    }
    again = client.post(page, {"version": answer.json()["version"], **typed(questions)}, headers={"X-Autosave": "1"})
    assert again.status_code == 200
    assert Challenge.objects.get().version == whole.version, "nothing changed, nothing is written"


def test_one_wrong_answer_keeps_only_itself_from_being_saved(client, challenge, questions, page):
    wrong = name_of(questions[Kind.NUMBER].pk)
    answer = send(client, page, {**typed(questions), wrong: "beaucoup"}, **{"X-Autosave": "1"})
    assert (answer.status_code, list(answer.json()["wrong"])) == (422, [wrong])
    assert len(Challenge.objects.get().narrative.texts()) == len(Kind) - 1


@pytest.mark.parametrize(
    ("kind", "theirs", "mine"), [(Kind.SEVERAL, ["permis"], "Bourse"), (Kind.SCALE, "1", "4 sur\xa05")]
)
def test_two_authors_compare_words_not_codes(client, questions, page, kind, theirs, mine):
    name, version = name_of(questions[kind].pk), shown(client, page)
    send(client, page, {name: theirs})
    sent = {name: ["bourse"] if kind == Kind.SEVERAL else "4", "version": version}
    answer = client.post(page, sent)
    assert (answer.status_code, list(choices(answer))) == (409, [f"{kind} ?"])
    (conflict,) = answer.context["keeper"]["conflicts"]
    assert conflict.typed == mine


def test_a_condition_decides_of_the_pages_and_of_what_is_missing(call, client, challenge, questions):
    asked = call.promotion.challenge_questions
    deciding = questions[Kind.YES_NO]
    apart = QuestionFactory(
        questionnaire=asked, order=2000, section="À part", shown_when=deciding, shown_value="oui", label="Pourquoi ?"
    )
    fourth = reverse("challenges:narrative", args=[challenge.pk, 4])
    assert client.get(fourth).status_code == 404
    lacks = [lack.sentence for lack in drafting.missing(Challenge.objects.with_file().get())]
    assert not any("Pourquoi" in lack for lack in lacks)
    third = reverse("challenges:narrative", args=[challenge.pk, 3])
    answer = send(client, third, {name_of(deciding.pk): "oui"})
    assert answer.url == fourth
    send(client, fourth, {name_of(apart.pk): "Parce que."})
    send(client, third, {name_of(deciding.pk): "non"})
    told = {label for _, label, _ in written(Challenge.objects.with_file().get())}
    assert "Pourquoi ?" not in told
    assert Challenge.objects.get().narrative.texts()[apart.pk] == "Parce que.", "hidden, and kept"


def test_a_keyed_answer_is_taken_over_under_another_wording(call, client, challenge, questions, page):
    send(client, page, typed(questions))
    Question.objects.filter(pk=questions[Kind.ONE_CHOICE].pk).update(key="demarche")
    challenge.refresh_from_db()
    later = PromotionFactory(name="EIG 5", slug="eig-5")
    own = {"questionnaire": later.challenge_questions, "key": "demarche", "label": "Laquelle des démarches ?"}
    same = QuestionFactory(**own, kind=Kind.ONE_CHOICE, options=["Permis"])
    call.call.promotion = later
    call.call.save()
    copy, _ = reuse.reuse(challenge, later, call.administration, by=call.agent, at=DURING)
    assert copy.narrative.texts() == {same.pk: "permis"}
