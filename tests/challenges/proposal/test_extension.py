"""A call put off: from the page of the promotion to two different letters, and a ladder that starts again."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from challenges.proposal.workflow import reminders, submission
from eig.common import clock as product_clock
from eig.common.clock import PARIS
from eig.promotions.models.calendar import Window
from tests.challenges.situations import CLOSING, DURING, draft
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NEW = datetime(2020, 3, 6, 17, tzinfo=PARIS)
SOON = CLOSING - timedelta(hours=2)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def files(call):
    """One file in preparation, one submitted, one set aside, and one author for each."""
    writers = UserFactory.create_batch(3)
    return [
        draft(call, authors=[writers[0]], complete=True),
        draft(call, authors=[writers[1]], submitted=True, number=8),
        draft(call, authors=[writers[2]], set_aside=True, number=9),
    ]


@pytest.fixture
def put_off(call, files, coordination, client_for):
    reminders.remind(at=CLOSING - timedelta(days=1))
    with product_clock.moved_to(SOON):
        page = reverse("admin:promotions_promotion_extend", args=[call.promotion.pk, call.call.pk])
        client = client_for(coordination)
        assert "deux courriers différents" in client.get(page).content.decode()
        assert client.post(page, {"closes_at": "2020-03-06T17:00", "reason": "Grève"}).status_code == 302


def test_drafts_and_submitted_files_get_their_own_letter_once(files, put_off, letters):
    for minute in range(3):
        reminders.remind(at=SOON + minute * MINUTE)
    [to_draft], [to_submitted] = letters("challenges/extended_draft"), letters("challenges/extended_submitted")
    assert to_draft.to == files[0].authors.get().email
    assert to_submitted.to == files[1].authors.get().email
    for letter in (to_draft, to_submitted):
        assert "vendredi 6\u00a0mars 2020 à 17" in letter.text
        assert "vendredi 28\u00a0février 2020 à 17" in letter.text
    assert "numéro 8" in to_submitted.text


def test_submitting_after_the_news_brings_no_second_one(files, put_off, letters):
    reminders.remind(at=SOON + MINUTE)
    submission.submit(files[0], by=files[0].authors.get(), at=SOON + 2 * MINUTE)
    reminders.remind(at=SOON + 3 * MINUTE)
    assert len(letters("challenges/extended_submitted")) == 1


def test_a_draft_begun_after_the_news_is_not_told(call, put_off, letters):
    draft(call, created_at=SOON + MINUTE)
    reminders.remind(at=SOON + 2 * MINUTE)
    assert len(letters("challenges/extended_draft")) == 1


def test_the_reminders_follow_the_new_closing(files, put_off, letters):
    assert len(letters("challenges/draft_reminder")) == 1
    reminders.remind(at=NEW - timedelta(days=3))
    _, again = letters("challenges/draft_reminder")
    assert "6\u00a0mars 2020 à 17" in again.text


def test_the_news_is_not_told_days_late(put_off, letters):
    reminders.remind(at=SOON + timedelta(days=3))
    assert not letters("challenges/extended_draft")


@pytest.mark.parametrize("count", [1, 30])
def test_the_news_costs_the_same_whatever_their_number(call, count, django_assert_num_queries):
    for _ in range(count):
        draft(call)
    Window.objects.update(extended_at=DURING, extended_from=CLOSING, closes_at=NEW)
    with django_assert_num_queries(17):
        reminders.remind(at=DURING + MINUTE)
