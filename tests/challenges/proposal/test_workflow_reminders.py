"""Reminders: each rung once, never to those who have done it, always the same number of queries."""

from datetime import timedelta

import pytest

from challenges.proposal.workflow import reminders
from eig.common.clock import paris
from tests.challenges.situations import CLOSING, DURING, draft
from tests.factories.accounts import UserFactory

DAY = timedelta(days=1)


def morning(day, month=2, hour=8):
    return paris(DURING.date().replace(month=month, day=day), hour)


@pytest.mark.parametrize(("day", "rung"), [(21, "D-7"), (25, "D-3"), (27, "D-1")])
def test_a_draft_is_reminded_of_on_its_days_at_eight(call, letters, day, rung):
    draft(call)
    reminders.remind(at=morning(day) - timedelta(minutes=1))
    before = len(letters())
    reminders.remind(at=morning(day))
    reminders.remind(at=morning(day, hour=20))
    sent = letters()[before:]
    assert len(sent) == 1
    assert f":{rung}:" in sent[0].key


def test_the_reminder_says_what_is_missing_and_how_long_is_left(call, letters):
    draft(call, title="MonitorFish", complete=True, cofunding=True)
    reminders.remind(at=morning(25))
    text = letters()[0].text
    assert letters()[0].subject == "Votre défi MonitorFish n’est pas encore déposé : clôture dans 3 jours"
    assert (
        "Il manque encore 2\u00a0points\u00a0: le montant du cofinancement, le numéro de programme budgétaire." in text
    )
    assert "vendredi 28\u00a0février 2020 à 17\u00a0h\u00a000, heure de Paris" in text


@pytest.mark.parametrize("trait", ["submitted", "preselected"])
def test_what_is_submitted_is_not_reminded_of(call, letters, trait):
    draft(call, **{trait: True})
    reminders.remind(at=morning(27))
    assert letters() == []


def test_nothing_is_reminded_of_after_closing(call, letters):
    draft(call)
    reminders.remind(at=CLOSING)
    assert letters() == []


def test_a_draft_without_author_reminds_nobody(call, letters):
    draft(call, authors=[])
    reminders.remind(at=morning(27))
    assert letters() == []


def test_a_moved_closing_starts_a_new_ladder(call, letters):
    draft(call)
    reminders.remind(at=morning(21))
    type(call.call).objects.update(closes_at=CLOSING + DAY)
    reminders.remind(at=morning(22))
    assert len(letters()) == 2


def test_a_correction_is_reminded_of_after_five_and_ten_days(call, letters):
    challenge = draft(call, changes_requested=True)
    asked = challenge.changes_asked_at
    for days in range(12):
        reminders.remind(at=asked + days * DAY)
    assert [message.key.split(":")[-2] for message in letters("challenges/changes_reminder")] == ["D+5", "D+10"]
    assert "préciser l’accès aux données" in letters()[0].text


def test_a_correction_past_its_hour_is_not_reminded_of(call, letters):
    challenge = draft(call, changes_requested=True)
    reminders.remind(at=challenge.changes_due_at)
    assert letters() == []


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_drafts_cost_as_much_as_one(call, django_assert_num_queries, count):
    for number in range(count):
        draft(call, complete=True, title=f"Défi {number}", authors=[UserFactory()])
        draft(call, changes_requested=True, authors=[UserFactory()])
    with django_assert_num_queries(19):
        reminders.remind(at=morning(25))
