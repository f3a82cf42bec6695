"""Decisions prepared quietly, announced together."""

import pytest

from candidates.application.models.applications import Application
from candidates.application.states import ApplicationStatus, Verdict
from candidates.review import workflow
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from eig.promotions.models.announcements import Announcement
from eig.promotions.states import AnnouncementKind, AnnouncementStatus
from tests.factories.candidates import ApplicationFactory
from tests.factories.promotions import AnnouncementFactory
from tests.promotions.orders import carried_out

S = ApplicationStatus
QUERIES = 23


@pytest.fixture
def after(closing):
    """A week after the closing."""
    return closing.replace(day=15, hour=10)


def submitted(promotion, **fields):
    return ApplicationFactory(promotion=promotion, submitted=True, **fields)


def order(promotion, by, at):
    return AnnouncementFactory(promotion=promotion, kind=AnnouncementKind.PRESELECTION, ordered_by=by, due_at=at)


def test_setting_aside_needs_a_reason_and_tells_the_person_without_it(promotion, coordination, after, letters):
    application = submitted(promotion)
    with pytest.raises(StepRefused, match="motif"):
        workflow.set_aside(application, reason="  ", by=coordination, at=after)
    workflow.set_aside(application, reason="CV illisible", by=coordination, at=after)
    assert (application.status, application.refusal_reason) == (S.SET_ASIDE, "CV illisible")
    (letter,) = letters()
    assert letter.user == application.user
    assert "illisible" not in letter.text


def test_a_prepared_verdict_is_journaled_reversible_and_tells_nobody(promotion, coordination, after, letters):
    application = submitted(promotion)
    for verdict in (Verdict.KEEP, Verdict.KEEP, Verdict.REFUSE, ""):
        workflow.prepare_verdict(application, verdict, by=coordination, at=after)
    assert (application.status, application.pending_verdict) == (S.SUBMITTED, "")
    assert Entry.objects.about(application).filter(verb="prepare_verdict").count() == 3
    assert letters() == []


def test_a_verdict_is_only_for_a_submitted_application(promotion, coordination, after):
    draft, sent = ApplicationFactory(promotion=promotion), submitted(promotion)
    with pytest.raises(StepRefused):
        workflow.prepare_verdicts([sent, draft], Verdict.KEEP, by=coordination, at=after)
    assert not Application.objects.judged().exists()


def test_preparing_many_costs_the_same_as_one(promotion, coordination, after, django_assert_num_queries, known_kinds):
    workflow.prepare_verdict(submitted(promotion), Verdict.KEEP, by=coordination, at=after)
    for count in (1, 30):
        rows = [submitted(promotion) for _ in range(count)]
        with django_assert_num_queries(5):
            assert workflow.prepare_verdicts(rows, Verdict.REFUSE, by=coordination, at=after) == count


def test_the_order_waits_for_the_closing_and_for_every_decision(promotion, coordination, at, closing, after):
    application = submitted(promotion)
    with pytest.raises(StepRefused, match="ouvert jusqu’au"):
        workflow.order_preselection(promotion, due_at=at, by=coordination, at=at)
    with pytest.raises(StepRefused, match="sans décision"):
        workflow.order_preselection(promotion, due_at=after, by=coordination, at=after)
    workflow.prepare_verdict(application, Verdict.KEEP, by=coordination, at=after)
    announcement = workflow.order_preselection(promotion, due_at=closing, by=coordination, at=closing)
    assert announcement.kind == AnnouncementKind.PRESELECTION


def test_nothing_to_publish_is_refused(promotion, coordination, after):
    with pytest.raises(StepRefused, match="Aucune candidature"):
        workflow.order_preselection(promotion, due_at=after, by=coordination, at=after)


def test_the_announcement_writes_everything_once(promotion, coordination, after, letters):
    kept = submitted(promotion, pending_verdict=Verdict.KEEP)
    refused = submitted(promotion, pending_verdict=Verdict.REFUSE, pending_reason="Expérience trop courte")
    draft = ApplicationFactory(promotion=promotion)
    announcement = order(promotion, coordination, after)
    assert carried_out(announcement, workflow.announce_preselection, at=after) == 2
    assert carried_out(announcement, workflow.announce_preselection, at=after) == 0
    for application in (kept, refused, draft):
        application.refresh_from_db()
    assert [application.status for application in (kept, refused, draft)] == [S.PRESELECTED, S.NOT_PRESELECTED, S.DRAFT]
    assert (refused.refusal_reason, refused.pending_verdict, kept.pending_verdict) == ("Expérience trop courte", "", "")
    assert {m.letter: m.user for m in letters()} == {
        "candidates/preselected": kept.user,
        "candidates/not_preselected": refused.user,
    }
    assert "trop courte" not in letters("candidates/not_preselected")[0].text
    assert Announcement.objects.get().status == AnnouncementStatus.DONE
    assert Entry.objects.about(kept).get().actor == coordination


def test_everybody_or_nobody(promotion, coordination, after, letters):
    kept = submitted(promotion, pending_verdict=Verdict.KEEP)
    submitted(promotion)
    with pytest.raises(StepRefused, match="rien n’est publié"):
        carried_out(order(promotion, coordination, after), workflow.announce_preselection, at=after)
    kept.refresh_from_db()
    assert kept.status == S.SUBMITTED
    assert letters() == []


def test_hundreds_cost_the_same_as_two(coordination, after, letters, django_assert_num_queries, known_kinds):
    for count in (1, 60):
        promotion = ApplicationFactory().promotion
        for verdict in Verdict.values:
            for _ in range(count):
                submitted(promotion, pending_verdict=verdict)
        announcement = order(promotion, coordination, after)
        with django_assert_num_queries(QUERIES):
            carried_out(announcement, workflow.announce_preselection, at=after)
    assert len(letters()) == 122
