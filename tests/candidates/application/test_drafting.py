"""Writing an application."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.application import rules
from candidates.application.models.applications import Application
from candidates.application.workflow import drafting
from eig.common.flow import StepRefused
from eig.common.keeping.version import StaleVersion
from eig.questions.models import Response
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ApplicationFactory, a_position


@pytest.fixture
def draft(promotion, candidate):
    return ApplicationFactory(promotion=promotion, user=candidate)


def test_an_application_begins_once(promotion, candidate, at):
    first = drafting.start(promotion, by=candidate, at=at)
    assert drafting.start(promotion, by=candidate, at=at) == first
    assert Application.objects.count() == 1


@pytest.mark.parametrize(("seconds", "opens"), [(-1, True), (0, False)])
def test_the_closing_second_is_outside(promotion, candidate, closing, seconds, opens):
    at = closing + timedelta(seconds=seconds)
    if opens:
        assert drafting.start(promotion, by=candidate, at=at).is_draft
    else:
        with pytest.raises(StepRefused, match="clos depuis"):
            drafting.start(promotion, by=candidate, at=at)


def test_the_opening_second_is_inside(promotion, candidate):
    opens_at = rules.door(promotion).opens_at
    with pytest.raises(StepRefused, match="ouvrira"):
        drafting.start(promotion, by=candidate, at=opens_at - timedelta(seconds=1))
    assert drafting.start(promotion, by=candidate, at=opens_at)


def test_a_save_grows_the_version_and_says_when(draft, candidate, at):
    drafting.save_profile(draft, {"town": "Brest"}, version=1, by=candidate, at=at)
    draft.refresh_from_db()
    assert (draft.town, draft.version, draft.saved_at) == ("Brest", 2, at)


def test_an_older_version_writes_nothing(draft, candidate, at):
    drafting.save_profile(draft, {"town": "Brest"}, version=1, by=candidate, at=at)
    with pytest.raises(StaleVersion, match="autre fenêtre"):
        drafting.save_profile(draft, {"town": "Nantes"}, version=1, by=candidate, at=at)
    draft.refresh_from_db()
    assert draft.town == "Brest"


def test_nobody_writes_in_the_draft_of_another(draft, at):
    with pytest.raises(StepRefused, match="pas la vôtre"):
        drafting.save_profile(draft, {"town": "Brest"}, version=1, by=UserFactory(), at=at)


def test_nothing_is_saved_from_the_closing_on(draft, candidate, closing):
    with pytest.raises(StepRefused, match="clos depuis"):
        drafting.save_profile(draft, {"town": "Brest"}, version=1, by=candidate, at=closing)
    draft.refresh_from_db()
    assert draft.town == ""


def test_answers_are_written_over_the_former_ones(draft, candidate, at):
    first, second = draft.promotion.application_questions.questions.all()
    drafting.save_answers(draft, {first.pk: "Un", second.pk: "Deux"}, version=1, by=candidate, at=at)
    drafting.save_answers(draft, {first.pk: "Uno"}, version=2, by=candidate, at=at)
    assert draft.answers.texts() == {first.pk: "Uno", second.pk: "Deux"}


def test_the_first_answers_write_the_application_once(draft, candidate, at):
    (first, _) = draft.promotion.application_questions.questions.all()
    with CaptureQueriesContext(connection) as captured:
        drafting.save_answers(draft, {first.pk: "Un"}, version=1, by=candidate, at=at)
    assert len([query for query in captured if query["sql"].startswith('UPDATE "candidates_application"')]) == 1
    assert Application.objects.get().answers == draft.answers


def test_answers_to_an_older_version_begin_nothing(draft, candidate, at):
    drafting.save_profile(Application.objects.get(), {"town": "Brest"}, version=1, by=candidate, at=at)
    with pytest.raises(StaleVersion):
        drafting.save_answers(draft, {}, version=1, by=candidate, at=at)
    assert not Response.objects.exists()
    assert draft.answers is None


def test_answers_to_other_questions_are_ignored(draft, candidate, at):
    other = draft.promotion.challenge_questions.questions.create(order=1, label="Autre")
    drafting.save_answers(draft, {other.pk: "Intrus"}, version=1, by=candidate, at=at)
    assert draft.answers.texts() == {}


def test_wishes_keep_their_order(draft, candidate, at):
    first, second = a_position(draft.promotion), a_position(draft.promotion)
    drafting.save_wishes(draft, [(second.pk, "Deux"), (first.pk, "Un")], version=1, by=candidate, at=at)
    drafting.save_wishes(draft, [(first.pk, "Un"), (second.pk, "Deux")], version=2, by=candidate, at=at)
    assert [(wish.rank, wish.position) for wish in draft.wishes.all()] == [(1, first), (2, second)]


def test_wishes_are_bounded_distinct_and_open(draft, candidate, at, promotion):
    positions = [a_position(promotion) for _ in range(4)]
    elsewhere = a_position(ApplicationFactory().promotion)
    for wishes in ([p.pk for p in positions], [positions[0].pk] * 2, [elsewhere.pk]):
        with pytest.raises(StepRefused):
            drafting.save_wishes(draft, [(pk, "") for pk in wishes], version=1, by=candidate, at=at)
    draft.refresh_from_db()
    assert draft.version == 1


def test_what_is_missing_is_said_section_by_section(draft):
    sections = [lack.section for lack in rules.missing(draft)]
    assert sections == ["profil"] * 5 + ["parcours"] * 2 + ["cv", "voeux"]


def test_a_complete_file_lacks_nothing_without_a_query(promotion, django_assert_num_queries):
    for _ in range(3):
        ApplicationFactory(promotion=promotion, complete=True)
    rows = list(Application.objects.with_content())
    with django_assert_num_queries(0):
        assert [rules.missing(row) for row in rows] == [[], [], []]
