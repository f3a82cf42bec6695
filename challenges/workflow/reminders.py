"""Reminders about files to finish, computed every minute and posted once each."""

from collections.abc import Iterator
from datetime import datetime

from challenges import letters
from challenges.models import Challenge
from challenges.rules import closing_of, missing
from challenges.workflow.jury_reminders import remind_jurors
from eig.notifications.ladder import Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.workflow import post

DRAFT_RUNGS = (Rung("D-7", days=-7), Rung("D-3", days=-3), Rung("D-1", days=-1))
CHANGES_RUNGS = (Rung("D+5", days=5), Rung("D+10", days=10))


def remind(*, at: datetime) -> int:
    """Post the reminders due at ``at`` and not posted yet, in a constant number of queries; how many were asked for."""
    return post([*_drafts(at), *_corrections(at)], at=at) + remind_jurors(at=at)


def _drafts(at: datetime) -> Iterator[Draft]:
    for challenge in Challenge.objects.drafts_of_open_calls(at):
        closes_at, since = closing_of(challenge), challenge.reopened_at or challenge.created_at
        if closes_at and (rung := reached(DRAFT_RUNGS, closes_at, at, since=since)):
            yield from letters.draft_reminder(challenge, missing(challenge), closes_at, rung, at)


def _corrections(at: datetime) -> Iterator[Draft]:
    for challenge in Challenge.objects.being_corrected(at):
        if rung := reached(CHANGES_RUNGS, challenge.changes_asked_at, at):
            yield from letters.changes_reminder(challenge, challenge.changes_asked_at, rung)
