"""The statements that candidates accept: asked, recorded with who and when, kept by the database."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus
from candidates.application.workflow import drafting, submission
from eig.common import clock
from eig.common.flow import StepRefused
from tests.factories.candidates import ApplicationFactory
from tests.factories.promotions import StatementFactory

S = ApplicationStatus


@pytest.fixture
def ready(promotion, candidate):
    return ApplicationFactory(promotion=promotion, user=candidate, complete=True)


def test_a_promotion_asks_its_own_statements(promotion, candidate, client_for, at):
    own = StatementFactory(promotion=promotion, audience="candidates", text="Je peux venir à Lyon", help="Un an.")
    agents = StatementFactory(promotion=promotion, text="Nous prêtons un bureau")
    draft = ApplicationFactory(promotion=promotion, user=candidate)
    url = reverse("candidates:section", args=[draft.pk, "profil"])
    with clock.moved_to(at):
        page = client_for(candidate).get(url).content.decode()
        assert own.text in page
        assert agents.text not in page
        client_for(candidate).post(url, {f"statement-{own.pk}": "on", f"statement-{agents.pk}": "on"})
    assert [(row.statement, row.user, row.at) for row in draft.acceptances.all()] == [(own, candidate, at)]


def test_the_database_refuses_a_submission_without_its_statements(ready, candidate, at, letters):
    optional, missing = ready.promotion.statements.all()
    type(optional).objects.filter(pk=optional.pk).update(compulsory=False)
    judged(ready.acceptances.all().delete)
    with pytest.raises(StepRefused, match="élément"):
        submission.submit(ready, by=candidate, at=at)
    filed = {"status": S.SUBMITTED, "submitted_at": at, "number": 1}
    assert broken(lambda: Application.objects.filter(pk=ready.pk).update(**filed)) == "candidates_statements_accepted"
    drafting.save_profile(ready, {}, accepted={missing.pk: True}, version=ready.version, by=candidate, at=at)
    submission.submit(ready, by=candidate, at=at)
    judged(lambda: None)
    kept = ready.acceptances.get()
    assert (kept.statement, kept.user, kept.at) == (missing, candidate, at)
    assert broken(kept.delete) == "candidates_acceptance_kept"
    text = type(missing).objects.filter(pk=missing.pk)
    assert broken(lambda: text.update(text="Autre chose")) == "candidates_statement_kept"
    StatementFactory(promotion=ready.promotion, audience="candidates")
    submission.reopen(ready, by=candidate, at=at)


def broken(write) -> str:
    with pytest.raises(IntegrityError) as error:
        judged(write)
    return error.value.__cause__.diag.constraint_name


@transaction.atomic
def judged(write) -> None:
    write()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
