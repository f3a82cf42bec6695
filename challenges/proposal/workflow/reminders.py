"""Reminders about files to finish and news of a call put off, computed every minute and posted once each."""

from collections.abc import Iterator
from datetime import datetime

from challenges.proposal.letters import submission
from challenges.proposal.letters.calendar import extended
from challenges.proposal.letters.submission import CHANGES_REMINDER, DRAFT_REMINDER
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.drafting import closing_of, missing
from eig.common.vocabulary import SiteText
from eig.notifications.ladder import LATENESS, Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from eig.promotions.ladders import Ladder, closing
from eig.promotions.models.calendar import Window
from eig.promotions.states import WindowKind

DRAFTS = Ladder(
    DRAFT_REMINDER,
    (Rung("D-7", days=-7), Rung("D-3", days=-3), Rung("D-1", days=-1)),
    SiteText("aux auteurs des {challenges} qui ne seront pas encore déposés"),
    deadlines=closing(WindowKind.CALL_FOR_PROJECTS),
)
CHANGES = Ladder(
    CHANGES_REMINDER,
    (Rung("D+5", days=5), Rung("D+10", days=10)),
    SiteText("aux auteurs du {challenge}"),
    after="une demande de correction",
)


def remind(*, at: datetime) -> int:
    """Post the reminders due at ``at`` and not posted yet, in a constant number of queries; how many were asked for."""
    return post([*_drafts(at), *_corrections(at), *_extensions(at)], at=at)


def _drafts(at: datetime) -> Iterator[Draft]:
    for challenge in Challenge.objects.drafts_of_open_calls(at):
        closes_at, since = closing_of(challenge), challenge.reopened_at or challenge.created_at
        if closes_at and (rung := reached(DRAFTS.rungs, closes_at, at, since=since)):
            yield from submission.draft_reminder(challenge, missing(challenge), closes_at, rung, at)


def _extensions(at: datetime) -> Iterator[Draft]:
    for call in Window.objects.of_kind(WindowKind.CALL_FOR_PROJECTS).extended_since(at - LATENESS):
        for challenge in Challenge.objects.concerned_by(call):
            yield from extended(challenge, call)


def _corrections(at: datetime) -> Iterator[Draft]:
    for challenge in Challenge.objects.being_corrected(at):
        if rung := reached(CHANGES.rungs, challenge.changes_asked_at, at):
            yield from submission.changes_reminder(challenge, challenge.changes_asked_at, rung)
