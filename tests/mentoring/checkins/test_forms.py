"""What a promotion asks: whom, how often, with which questions."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from eig.common import clock
from eig.common.clock import paris
from eig.common.flow import StepRefused
from eig.promotions.workflow.cloning import clone_promotion
from eig.questions.models import Question, Questionnaire
from eig.questions.states import Kind
from mentoring.checkins.asking import answered
from mentoring.checkins.models.checkins import CheckIn
from mentoring.checkins.models.forms import Form
from mentoring.checkins.workflow.forms import apply_form
from mentoring.checkins.workflow.logging import log_checkin
from mentoring.checkins.workflow.reminders import remind
from tests.factories.mentoring import SUMMER, FormFactory, MissionFactory, PlacementFactory
from tests.factories.promotions import QuestionFactory
from tests.mentoring.conftest import ANSWER

FORMS = reverse("admin:mentoring_form_add")


@pytest.fixture
def promotion(mission):
    return mission.challenge.promotion


@pytest.fixture
def question(promotion):
    """The mentors are also asked what their agents say of it."""
    row = QuestionFactory(label="Que disent les agents ?", required=True)
    promotion.forms.filter(audience="mentor").update(questionnaire=row.questionnaire)
    return row


def made(promotion, audience, rhythm, coordination, at=SUMMER) -> Form:
    form = FormFactory(promotion=promotion, audience=audience, rhythm=rhythm)
    apply_form(form, by=coordination, at=at)
    return form


def days(form: Form) -> list[date]:
    return list(form.checkins.order_by("period").values_list("due_on", flat=True))


def test_a_promotion_that_asks_nothing_gets_the_usual_two(promotion):
    assert list(promotion.forms.order_by("pk").values_list("audience", "rhythm")) == [
        ("mentor", "monthly"),
        ("eig", "monthly"),
    ]


def test_one_that_prepared_its_own_keeps_them(challenge):
    FormFactory(promotion=challenge.promotion, audience="team", rhythm="weekly")
    assert challenge.promotion.forms.count() == 1


def test_a_weekly_bulletin_of_the_team(client_for, promotion, eig, coordination, clock):
    form = made(promotion, "team", "weekly", coordination)
    assert (len(days(form)), days(form)[:2], days(form)[-1]) == (
        44,
        [date(2020, 9, 7), date(2020, 9, 14)],
        date(2021, 6, 30),
    )
    first = form.checkins.get(period=1)
    html = client_for(eig).get(reverse("mentoring:checkin", args=[first.pk])).content.decode()
    assert "Point d’étape de la semaine 1" in html
    log_checkin(first, ANSWER, by=eig, at=paris(date(2020, 9, 4), 9))
    colleague = first.mission.placements.get(person__last_name="Collègue").person
    assert CheckIn.objects.visible_to(colleague, date(2020, 9, 10)).filter(pk=first.pk).exists()


@pytest.mark.parametrize(("day", "count"), [(date(2020, 9, 2), 0), (date(2020, 9, 7), 2), (date(2020, 9, 10), 0)])
def test_a_weekly_bulletin_is_reminded_of_on_its_day(promotion, coordination, letters, day, count):
    made(promotion, "team", "weekly", coordination)
    remind(at=paris(day, 9))
    assert len(letters("mentoring/checkin_due")) == count


def test_a_high_level_mentor_is_asked_once_at_the_end(promotion, challenge, mentor, coordination, letters):
    boss = challenge.stakeholders.create(kind="high_level_mentor", name="Béa", email="bea@service.example")
    form = made(promotion, "sponsor", "once", coordination)
    assert days(form) == [date(2021, 6, 30)]
    assert not CheckIn.objects.visible_to(mentor, date(2021, 6, 20)).filter(form=form).exists()
    remind(at=paris(date(2021, 6, 25), 9))
    (letter,) = [row for row in letters("mentoring/checkin_due") if row.to == boss.email]
    assert "Le point d’étape de fin de mission de MonitorFish" in letter.text


def test_what_is_over_when_a_form_is_added_is_not_asked(promotion, coordination):
    form = made(promotion, "team", "monthly", coordination, at=paris(date(2021, 1, 10), 9))
    assert days(form)[0] == date(2021, 1, 31)


def test_a_form_no_longer_asked_expects_nothing_more(promotion, mentor, mentor_point, coordination, at):
    log_checkin(mentor_point, ANSWER, by=mentor, at=at)
    form = mentor_point.form
    form.asked = False
    form.save()
    apply_form(form, by=coordination, at=at)
    assert list(form.checkins.values_list("pk", flat=True)) == [mentor_point.pk]


def test_the_coordination_adds_a_form_which_is_expected_at_once(client_for, coordination, promotion):
    asked = {"promotion": promotion.pk, "name": "bulletin", "audience": "team", "rhythm": "weekly", "asked": "on"}
    with clock.moved_to(SUMMER):
        assert client_for(coordination).post(FORMS, asked).status_code == 302
    assert promotion.forms.get(name="bulletin").checkins.count() == 44


def test_who_answers_does_not_change_once_something_is_expected(client_for, coordination, promotion):
    form = promotion.forms.get(audience="mentor")
    html = client_for(coordination).get(reverse("admin:mentoring_form_change", args=[form.pk])).content.decode()
    assert 'name="name"' in html
    assert 'name="audience"' not in html
    with pytest.raises(IntegrityError), transaction.atomic():
        Form.objects.filter(pk=form.pk).update(audience="team")


def test_an_entry_is_unique_by_form_mission_respondent_and_period(mentor_point, eig_point):
    for point in (mentor_point, eig_point):
        point.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            point.save(force_insert=True)


def test_the_database_refuses_an_entry_that_its_form_does_not_ask(mentor_point, eig_point):
    elsewhere = PlacementFactory()
    alone, shared = CheckIn.objects.filter(pk=eig_point.pk), CheckIn.objects.filter(pk=mentor_point.pk)
    wrongs = [
        (alone, {"placement": None}),
        (alone, {"placement": elsewhere}),
        (shared, {"placement": eig_point.placement}),
        (shared, {"mission": MissionFactory()}),
    ]
    for rows, wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_its_own_questions_are_asked_kept_and_read(client_for, mentor, mentor_point, question, clock):
    address = reverse("mentoring:checkin", args=[mentor_point.pk])
    client = client_for(mentor)
    assert "Que disent les agents" in client.get(address).content.decode()
    sent = ANSWER | {"blocked": "non", "next_on": ""}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {f"question-{question.pk}": "Ils en redemandent."}).status_code == 302
    assert "Ils en redemandent." in client.get(address).content.decode()
    mentor_point.refresh_from_db()
    assert mentor_point.response.texts() == {question.pk: "Ils en redemandent."}


def test_the_second_mentor_reads_both_answers_to_them(client_for, mentor, mentor_point, question, at, clock):
    client, address = client_for(mentor), reverse("mentoring:checkin", args=[mentor_point.pk])
    client.get(address)
    log_checkin(mentor_point, ANSWER, by=mentor, at=at, answers={question.pk: "Ils en redemandent."})
    answer = client.post(address, ANSWER | {"blocked": "non", "next_on": "", f"question-{question.pk}": "Rien encore."})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Ils en redemandent." in html
    assert "Rien encore." in html


def test_a_compulsory_question_is_not_skipped(mentor_point, mentor, question, at):
    with pytest.raises(StepRefused, match="Que disent les agents"):
        log_checkin(mentor_point, ANSWER, by=mentor, at=at)


def test_a_copied_promotion_asks_the_same_with_its_own_questions(promotion, question, coordination, at):
    clone = clone_promotion(promotion, name="EIG 5", slug="eig-5", days=364, by=coordination, at=at)
    former, copied = promotion.forms.get(audience="mentor"), clone.forms.get(audience="mentor")
    assert clone.forms.count() == promotion.forms.count() == 2
    assert copied.questionnaire.questions.get().label == question.label
    assert copied.questionnaire != former.questionnaire
    assert Questionnaire.objects.filter(name=copied.questionnaire.name).count() == 1


def test_a_question_of_any_kind_is_asked_under_its_condition_and_read_in_words(
    client_for, mentor, mentor_point, question, clock
):
    questionnaire = question.questionnaire
    question.delete()
    shown = Question.objects.create(questionnaire=questionnaire, order=1, label="Un usage réel ?", kind=Kind.YES_NO)
    words = Question.objects.create(
        questionnaire=questionnaire, order=2, label="Lequel ?", kind=Kind.TEXT, shown_when=shown, shown_value="oui"
    )
    client, address = client_for(mentor), reverse("mentoring:checkin", args=[mentor_point.pk])
    sent = ANSWER | {"blocked": "non", "next_on": "", f"question-{shown.pk}": "oui"}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {f"question-{words.pk}": "Deux ports."}).status_code == 302
    mentor_point.refresh_from_db()
    assert [(line.label, line.text.lower()) for line in answered(mentor_point)] == [
        ("Un usage réel ?", "oui"),
        ("Lequel ?", "deux ports."),
    ]
