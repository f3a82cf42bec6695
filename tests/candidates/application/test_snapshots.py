"""What was submitted is kept: taken up again and not submitted since, the last one counts at the closing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from candidates.application.guards import settings_refusals
from candidates.application.models.submissions import Submission
from candidates.application.states import ApplicationStatus
from candidates.application.workflow import drafting, submission
from candidates.application.workflow.submission import count_last_submissions
from candidates.offers.workflow import withdrawal
from eig.common import clock
from eig.files.models import StoredFile
from eig.home.workflow import PARTS
from eig.promotions.guards import Wanted
from eig.promotions.models.calendar import Window
from tests.factories.candidates import ApplicationFactory, a_position
from tests.factories.promotions import QuestionFactory, StatementFactory
from tests.pdf import pdf as a_pdf

S = ApplicationStatus
pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(promotion, candidate):
    return ApplicationFactory(promotion=promotion, user=candidate, complete=True)


@pytest.fixture
def taken_back(ready, candidate, at, promotion):
    """Submitted, taken up again, and changed everywhere."""
    submission.submit(ready, by=candidate, at=at)
    later = at + timedelta(hours=1)
    submission.reopen(ready, by=candidate, at=later)
    written = {"by": candidate, "at": later}
    refused = {row.statement_id: False for row in ready.acceptances.all()[:1]}
    drafting.save_profile(ready, {"town": "Brest"}, accepted=refused, version=ready.version, **written)
    texts = {question.pk: "Autre chose" for question in promotion.application_questions.questions.all()}
    drafting.save_answers(ready, texts, version=ready.version, **written)
    drafting.save_wishes(ready, [(a_position(promotion).pk, "Un autre")], version=ready.version, **written)
    drafting.attach_cv(ready, SimpleUploadedFile("autre.pdf", a_pdf(1), "application/pdf"), **written)
    return ready


def content(application) -> tuple:
    application.refresh_from_db()
    answers = sorted(application.answers.answers.values_list("text", flat=True))
    wishes = list(application.wishes.values_list("position", "motivation"))
    accepted = list(application.acceptances.order_by("statement").values_list("statement", "user", "at"))
    return application.town, accepted, answers, wishes, application.cv_id


def test_the_last_submission_counts_once_at_the_closing(ready, candidate, at, closing, letters, request):
    before = content(ready)
    application = request.getfixturevalue("taken_back")
    assert content(application) != before
    assert count_last_submissions(at=closing - timedelta(microseconds=1)) == 0
    assert count_last_submissions(at=closing) == 1
    assert count_last_submissions(at=closing + timedelta(minutes=1)) == 0
    assert content(application) == before
    assert (application.status, application.submitted_at, application.number) == (S.SUBMITTED, at, 1)
    assert [m.letter for m in letters()][-1] == "candidates/counted"
    assert "jeudi 4 juin 2020 à 21 h 30" in letters("candidates/counted")[0].text.replace("\u00a0", " ")
    assert StoredFile.objects.count() == 1


def test_a_window_still_open_on_the_draft_is_of_an_old_version(taken_back, closing):
    version = taken_back.version
    count_last_submissions(at=closing)
    taken_back.refresh_from_db()
    assert taken_back.version > version


def test_what_was_never_submitted_or_was_withdrawn_does_not_count(promotion, taken_back, candidate, at, closing):
    never = ApplicationFactory(promotion=promotion, complete=True)
    withdrawal.withdraw(taken_back, by=candidate, at=at + timedelta(hours=2))
    assert count_last_submissions(at=closing) == 0
    never.refresh_from_db()
    taken_back.refresh_from_db()
    assert (never.status, taken_back.status) == (S.DRAFT, S.WITHDRAWN)


def test_a_call_put_off_waits(taken_back, closing):
    Window.objects.filter(promotion=taken_back.promotion).update(closes_at=closing + timedelta(days=7))
    assert count_last_submissions(at=closing) == 0
    assert count_last_submissions(at=closing + timedelta(days=7)) == 1


def test_the_calendar_sees_to_it():
    assert count_last_submissions in PARTS.values()


def test_its_author_is_told_before_and_the_coordination_reads_every_submission(
    taken_back, candidate, coordination, client_for, at, closing
):
    with clock.moved_to(at + timedelta(hours=2)):
        page = client_for(candidate).get(taken_back.get_absolute_url()).content.decode()
    assert "votre dépôt du" in page
    count_last_submissions(at=closing)
    address = reverse("admin:candidates_application_change", args=[taken_back.pk])
    shown = client_for(coordination).get(address).content.decode()
    assert shown.count("Reçue le") == 1
    assert "Autre chose" not in shown


def test_a_statement_asked_since_does_not_stop_the_closing(promotion, taken_back, closing):
    StatementFactory(promotion=promotion, audience="candidates", compulsory=True)
    assert count_last_submissions(at=closing) == 1
    taken_back.refresh_from_db()
    assert taken_back.status == S.SUBMITTED
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_statement_that_is_gone_since_neither(promotion, taken_back, closing):
    taken_back.acceptances.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    promotion.statements.all().delete()
    assert count_last_submissions(at=closing) == 1
    assert not taken_back.acceptances.exists()


def test_what_was_answered_after_the_last_submission_is_not_read(promotion, ready, candidate, at, closing):
    later = QuestionFactory(questionnaire=promotion.application_questions, order=99, required=False)
    submission.submit(ready, by=candidate, at=at)
    submission.reopen(ready, by=candidate, at=at + timedelta(hours=1))
    written = {"version": ready.version, "by": candidate, "at": at + timedelta(hours=2)}
    drafting.save_answers(ready, {later.pk: "Ajouté depuis."}, **written)
    count_last_submissions(at=closing)
    assert "Ajouté depuis." not in content(ready)[2]


def test_a_withdrawn_file_taken_up_again_says_that_its_submission_counts(ready, candidate, at, letters):
    submission.submit(ready, by=candidate, at=at)
    withdrawal.withdraw(ready, by=candidate, at=at + timedelta(hours=1))
    submission.reopen(ready, by=candidate, at=at + timedelta(hours=2))
    assert [m.letter for m in letters()][-1] == "candidates/reopened"


def test_wishes_of_a_submission_that_may_count_hold_their_number(promotion, taken_back):
    (sent,) = Submission.objects.all()
    sent.content["wishes"] = [[a_position(promotion).pk, "Parce que."] for _ in range(3)]
    sent.save()
    assert Submission.objects.wish_counts(promotion) == [3]
    wanted = Wanted(wishes_max=2)
    assert [sentence for sentence in settings_refusals(promotion, wanted) if "permettez-en au moins 3" in sentence]
