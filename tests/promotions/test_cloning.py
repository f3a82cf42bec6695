"""A copy shares nothing with its model, and every date keeps its hour in Paris."""

from datetime import date, datetime

import pytest

from eig.common.clock import PARIS
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.notifications.models import LetterText
from eig.promotions.models.programmes import Promotion
from eig.promotions.rules import moved_dates
from eig.promotions.workflow.cloning import clone_promotion
from eig.questions.models import Question, Questionnaire
from tests.factories.promotions import (
    CriterionFactory,
    PromotionFactory,
    QuestionFactory,
    StatementFactory,
    TargetFactory,
    WindowFactory,
)

pytestmark = pytest.mark.django_db

LOADS = {"challenges_per_jury": 4, "challenge_juries_per_juror": 1, "candidate_juries_per_juror": 6}


@pytest.fixture
def promotion(db):
    days = {"preselection_on": date(2020, 3, 17), "results_on": date(2020, 4, 1)}
    words = {"name": "EIG 4", "slug": "eig-4", "challenge_word": "projet"}
    row = PromotionFactory(**words, offer_days=7, official_kept=17, **days, **LOADS)
    row.challenge_questions.name = "Récit des administrations, EIG 4"
    row.challenge_questions.save()
    QuestionFactory.create_batch(3, questionnaire=row.challenge_questions)
    QuestionFactory.create_batch(2, questionnaire=row.application_questions)
    WindowFactory(promotion=row)
    WindowFactory(promotion=row, candidates=True)
    TargetFactory(promotion=row)
    CriterionFactory.create_batch(5, promotion=row)
    StatementFactory.create_batch(3, promotion=row)
    LetterText.objects.create(letter="challenges/submitted", scope=row.scope, subject="Merci", body="Bonjour")
    return row


@pytest.fixture
def clone(promotion, coordination, at):
    return clone_promotion(promotion, name="EIG 5", slug="eig-5", days=364, by=coordination, at=at)


def test_options_and_conditions_are_copied_within_the_copy(promotion, coordination, at):
    asked = promotion.challenge_questions
    deciding = QuestionFactory(
        questionnaire=asked, kind="one_choice", key="demarche", options=["Bourse", "Permis"], order=5000
    )
    QuestionFactory(questionnaire=asked, kind="link", shown_when=deciding, shown_value="permis", order=5001)
    clone = clone_promotion(promotion, name="EIG 5", slug="eig-5", days=364, by=coordination, at=at)
    copied, link = clone.challenge_questions.questions.filter(order__gte=5000)
    assert (copied.kind, copied.key) == ("one_choice", "demarche")
    assert list(copied.options.values_list("value", "label")) == [("bourse", "Bourse"), ("permis", "Permis")]
    assert (link.shown_when, link.shown_value) == (copied, "permis")
    assert deciding.options.count() == 2


def test_settings_are_copied_and_results_are_not(promotion, clone):
    assert (clone.challenge_word, clone.offer_days, clone.programme) == ("projet", 7, promotion.programme)
    assert {name: getattr(clone, name) for name in LOADS} == LOADS
    assert (clone.public, clone.archived, clone.official_kept) == (False, False, None)
    for rows in ("windows", "targets", "criteria", "statements"):
        ours, theirs = getattr(promotion, rows), getattr(clone, rows)
        assert ours.count() == theirs.count() > 0
        assert not set(ours.values_list("pk", flat=True)) & set(theirs.values_list("pk", flat=True))
    assert LetterText.objects.get(scope=clone.scope).body == "Bonjour"
    assert LetterText.objects.get(scope=promotion.scope).body == "Bonjour"


def test_questionnaires_are_copied_not_shared(promotion, clone):
    assert clone.challenge_questions != promotion.challenge_questions
    assert clone.challenge_questions.name == "Récit des administrations, EIG 5"
    for name in ("challenge_questions", "application_questions"):
        ours, theirs = (
            getattr(edition, name).questions.values_list("order", "label") for edition in (promotion, clone)
        )
        assert list(ours) == list(theirs)
    Question.objects.filter(questionnaire=clone.challenge_questions).update(label="Autre")
    assert not promotion.challenge_questions.questions.filter(label="Autre").exists()


def test_dates_keep_their_hour_across_a_change_of_clocks(promotion, coordination, at):
    clone = clone_promotion(promotion, name="EIG 5", slug="eig-5", days=45, by=coordination, at=at)
    call = clone.windows.get(kind="call_for_projects")
    assert call.opens_at == datetime(2020, 2, 29, 9, tzinfo=PARIS)
    assert call.closes_at == datetime(2020, 4, 13, 17, tzinfo=PARIS)
    assert clone.starts_on == date(2020, 10, 16)


def test_what_is_shown_is_what_happens(promotion, clone):
    shown = {moved.label: moved for moved in moved_dates(promotion, 364)}
    call = clone.windows.get(kind="call_for_candidates")
    assert shown["Appel à candidatures : clôture"].after == call.closes_at
    assert shown["Arrivée des lauréats"].after == clone.starts_on == date(2021, 8, 31)
    assert shown["Présélection annoncée le"].after == clone.preselection_on == date(2021, 3, 16)
    assert shown["Résultats annoncés le"].after == clone.results_on == date(2021, 3, 31)
    assert [moved.is_instant for moved in shown.values()] == [True] * 4 + [False] * 3


def test_a_taken_name_is_refused_and_questionnaires_find_a_free_one(promotion, clone, coordination, at):
    with pytest.raises(StepRefused, match="déjà ce nom"):
        clone_promotion(promotion, name="EIG 5", slug="autre", days=1, by=coordination, at=at)
    Promotion.objects.filter(pk=clone.pk).update(name="EIG cinq", slug="eig-cinq")
    again = clone_promotion(promotion, name="EIG 5", slug="eig-5", days=1, by=coordination, at=at)
    assert again.challenge_questions.name == "Récit des administrations, EIG 5 (2)"
    assert Questionnaire.objects.count() == 6


def test_a_bare_promotion_is_cloned_too(coordination, at):
    bare = PromotionFactory(starts_on=None, challenge_questions=None, application_questions=None)
    clone = clone_promotion(bare, name="Vide", slug="vide", days=10, by=coordination, at=at)
    assert (clone.starts_on, clone.challenge_questions) == (None, None)
    assert moved_dates(bare, 10) == []


def test_both_promotions_remember(promotion, clone, coordination):
    made, copied = Entry.objects.about(clone).get(), Entry.objects.about(promotion).get()
    assert (made.verb, copied.verb) == ("clone", "cloned")
    assert "EIG 4" in made.note
    assert "EIG 5" in copied.note
