"""The sheets as forms."""

import pytest

from eig.juries.forms.sheets import MarksForm, OpinionSheetForm, field_name, marks_of, opinion_of
from tests.factories.promotions import CriterionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def criteria():
    promotion = CriterionFactory(label="Potentiel").promotion
    return [promotion.criteria.get(), CriterionFactory(promotion=promotion, label="Équipe", weight=2)]


def filled(criteria, **changes):
    return {field_name(line): "3" for line in criteria} | {"favourable": "yes", "rank": "1"} | changes


def common(criteria, data, ranks=None):
    return OpinionSheetForm(data, criteria=criteria, spread={}, ranks=ranks or {}, count=3)


def test_marks_are_numbers_by_criterion(criteria):
    form = MarksForm(filled(criteria), criteria=criteria)
    assert form.is_valid()
    assert marks_of(criteria, form.cleaned_data) == {line.pk: 3 for line in criteria}


@pytest.mark.parametrize("value", ["0", "5", "trois", "-1"])
def test_a_mark_outside_the_scale_is_refused_beside_its_field(criteria, value):
    name = field_name(criteria[0])
    form = MarksForm(filled(criteria, **{name: value}), criteria=criteria)
    assert form.errors == {name: ["La note va de 1 à 4."]}


def test_each_criterion_needs_a_mark(criteria):
    name = field_name(criteria[1])
    form = MarksForm(filled(criteria, **{name: ""}), criteria=criteria)
    assert form.errors == {name: ["Donnez une note à ce critère."]}


def test_scales_other_than_one_to_four_have_no_words(criteria):
    line = CriterionFactory(mark_min=0, mark_max=5)
    labels = [label for _, label in MarksForm(criteria=[line]).fields[field_name(line)].choices]
    assert labels == ["0", "1", "2", "3", "4", "5"]


def test_the_opinion_is_compulsory_and_the_rank_is_not(criteria):
    form = common(criteria, filled(criteria, favourable="", rank=""))
    assert list(form.errors) == ["favourable"]
    form = common(criteria, filled(criteria, favourable="no", rank=""))
    assert form.is_valid()
    opinion = opinion_of(form.cleaned_data)
    assert (opinion["favourable"], opinion["rank"]) == (False, None)


def test_a_rank_already_given_is_refused_beside_its_field(criteria):
    form = common(criteria, filled(criteria, rank="2"), ranks={2: "MonitorFish"})
    assert form.errors == {"rank": ["Ce rang est déjà donné à MonitorFish : videz d’abord le sien."]}


def test_a_rank_beyond_the_hearings_is_refused(criteria):
    assert list(common(criteria, filled(criteria, rank="4")).errors) == ["rank"]
