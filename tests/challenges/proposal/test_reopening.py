"""One file opened again after the closing: until when, why, for its authors alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import can_edit, closing_of
from challenges.proposal.states import ChallengeStatus as S
from challenges.proposal.workflow import reminders, reopening, submission
from challenges.selection.rules import blockers
from eig.common import clock as product_clock
from eig.common.flow import StepRefused
from eig.journal.models import Entry
from tests.challenges.situations import CLOSING, DURING, draft
from tests.factories.promotions import AnnouncementFactory

pytestmark = pytest.mark.django_db
AFTER = CLOSING + timedelta(days=1)
UNTIL = CLOSING + timedelta(days=5)
WHY = "Un incident du site a coupé le dépôt."


def reopened(call, coordination, **fields) -> Challenge:
    challenge = draft(call, complete=True, **fields)
    reopening.reopen(challenge, until=UNTIL, reason=WHY, by=coordination, at=AFTER)
    challenge.refresh_from_db()
    return challenge


def test_the_authors_write_and_submit_until_the_hour(call, coordination, letters):
    challenge, neighbour = reopened(call, coordination), draft(call, complete=True)
    assert (challenge.status, closing_of(challenge)) == (S.DRAFT, UNTIL)
    assert can_edit(call.agent, challenge, UNTIL - timedelta(seconds=1))
    assert not can_edit(call.agent, challenge, UNTIL)
    assert not can_edit(call.agent, neighbour, AFTER)
    [letter] = letters("challenges/reopened")
    assert WHY in letter.text
    assert letter.to == call.agent.email
    entry = Entry.objects.about(challenge).get()
    assert (entry.verb, entry.actor) == ("reopen", coordination)
    assert WHY in entry.note
    with pytest.raises(StepRefused, match="s’est refermé le"):
        submission.submit(challenge, by=call.agent, at=UNTIL)
    submission.submit(challenge, by=call.agent, at=UNTIL - timedelta(seconds=1))
    assert challenge.status == S.SUBMITTED


def test_a_submitted_file_keeps_its_number_and_has_a_second_receipt(call, coordination, letters):
    challenge = draft(call, complete=True)
    submission.submit(challenge, by=call.agent, at=DURING)
    reopening.reopen(challenge, until=UNTIL, reason=WHY, by=coordination, at=AFTER)
    [blocker] = blockers(call.promotion)
    assert "n’est pas déposé de nouveau : attendez son dépôt, ou retirez-le." in blocker
    submission.submit(challenge, by=call.agent, at=AFTER + timedelta(hours=1))
    assert (challenge.status, challenge.number) == (S.SUBMITTED, 1)
    assert len(letters("challenges/submitted")) == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"at": DURING}, "pas encore clos"),
        ({"until": AFTER}, "déjà passée"),
        ({"reason": " "}, "demande un motif"),
    ],
)
def test_what_makes_no_sense_is_refused(call, coordination, changes, sentence, letters):
    challenge = draft(call)
    with pytest.raises(StepRefused, match=sentence):
        reopening.reopen(challenge, **{"until": UNTIL, "reason": WHY, "by": coordination, "at": AFTER, **changes})
    assert letters() == []


def test_nothing_reopens_once_the_publication_is_ordered(call, coordination):
    challenge = draft(call, submitted=True)
    AnnouncementFactory(promotion=call.promotion)
    with pytest.raises(StepRefused, match="est programmée"):
        reopening.reopen(challenge, until=UNTIL, reason=WHY, by=coordination, at=AFTER)


@pytest.mark.parametrize(
    "fields",
    [
        {"reopened_until": UNTIL, "reopened_at": AFTER},
        {"reopened_until": UNTIL, "reopened_reason": WHY},
        {"reopened_until": AFTER, "reopened_at": UNTIL, "reopened_reason": WHY},
    ],
)
def test_the_database_keeps_a_reopening_whole(call, fields):
    challenge = draft(call)
    for name, value in fields.items():
        setattr(challenge, name, value)
    with pytest.raises(ValidationError, match="une fin, à venir, et un motif"):
        challenge.validate_constraints()
    with pytest.raises(IntegrityError, match="challenges_challenge_reopened"):
        Challenge.objects.filter(pk=challenge.pk).update(**fields)


def test_a_reopened_draft_is_reminded_before_its_own_hour(call, coordination, letters):
    reopened(call, coordination)
    draft(call)
    reminders.remind(at=UNTIL - timedelta(days=1))
    [letter] = letters("challenges/draft_reminder")
    assert "4\u00a0mars 2020 à 17" in letter.text
    reminders.remind(at=UNTIL - timedelta(days=1))
    assert len(letters("challenges/draft_reminder")) == 1


def test_the_coordination_reopens_from_the_page_of_the_file(call, coordination, client_for):
    challenge = draft(call)
    page = reverse("admin:challenges_challenge_change", args=[challenge.pk])
    act = reverse("admin:challenges_challenge_step", args=[challenge.pk, "reopen"])
    with product_clock.moved_to(AFTER):
        client = client_for(coordination)
        assert act in client.get(page).content.decode()
        assert "déposer de nouveau" in client.get(act).content.decode()
        refused = client.post(act, {"until": "2020-02-29T09:00", "reason": WHY}).content.decode()
        assert "déjà passée" in refused
        assert WHY in refused
        done = client.post(act, {"until": "2020-03-04T17:00", "reason": WHY}, follow=True).content.decode()
        assert "est rouvert. Un courrier part" in done
        assert WHY in done
        mine = client_for(call.agent).get(reverse("challenges:file", args=[challenge.pk])).content.decode()
    assert "La coordination a rouvert ce dossier" in mine
    assert WHY in mine
