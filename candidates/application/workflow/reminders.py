"""Reminders of those who write: run every minute, each rung at most once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from candidates.application import rules
from candidates.application.letters import reminders
from candidates.application.letters.reminders import DRAFT, WISHES, WISHES_OPEN
from candidates.application.models.applications import Application
from eig.notifications.ladder import LATENESS, Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.workflow import post, unposted
from eig.promotions.ladders import Ladder, closing, opening
from eig.promotions.models.announcements import Announcement
from eig.promotions.models.calendar import Window
from eig.promotions.states import AnnouncementKind, WindowKind

DRAFTS = Ladder(
    DRAFT,
    (Rung("D-7", days=-7), Rung("D-2", days=-2)),
    "aux personnes dont la candidature ne sera pas encore déposée",
    deadlines=closing(WindowKind.CALL_FOR_CANDIDATES),
)
RANKING_OPENS = Ladder(
    WISHES_OPEN,
    (Rung("opening"),),
    "aux personnes présélectionnées",
    deadlines=opening(WindowKind.WISHES),
)
RANKING = Ladder(
    WISHES,
    (Rung("D-2", days=-2), Rung("D", days=0)),
    "aux personnes présélectionnées qui n’auront pas classé leurs vœux",
    deadlines=closing(WindowKind.WISHES),
)
AHEAD = timedelta(days=8)


def remind(*, at: datetime) -> int:
    """Post the reminders reached at ``at`` that were not posted yet; how many."""
    doors = list(Window.objects.open(at).filter(kind__in=[WindowKind.CALL_FOR_CANDIDATES, WindowKind.WISHES]))
    drafts = unposted([*_drafts(doors, at), *_ranking(doors, at), *_extensions(at)])
    return post(drafts, at=at)


def _drafts(doors: list[Window], at: datetime) -> Iterator[Draft]:
    near = [door for door in doors if door.kind == WindowKind.CALL_FOR_CANDIDATES and door.closes_at <= at + AHEAD]
    closings = {door.promotion_id: door.closes_at for door in near}
    for application in Application.objects.drafts().with_content().filter(promotion__in=closings):
        closes_at = closings[application.promotion_id]
        if rung := reached(DRAFTS.rungs, closes_at, at, since=application.created_at):
            yield reminders.draft_reminder(application, closes_at, rung, rules.missing(application), at)


def _ranking(doors: list[Window], at: datetime) -> Iterator[Draft]:
    """Two queries while some promotion has its wishes ranked, none otherwise."""
    wishes = {door.promotion_id: door for door in doors if door.kind == WindowKind.WISHES}
    if not wishes:
        return
    told = Announcement.objects.filter(promotion__in=wishes, kind=AnnouncementKind.PRESELECTION)
    since = dict(told.exclude(done_at=None).order_by("done_at").values_list("promotion", "done_at"))
    for application in Application.objects.to_rank().with_people().filter(promotion__in=wishes):
        door, born = wishes[application.promotion_id], since.get(application.promotion_id)
        if rung := reached(RANKING.rungs, door.closes_at, at, since=max(born or door.opens_at, door.opens_at)):
            yield reminders.wishes_reminder(application, door, rung, at)
        elif rung := reached(RANKING_OPENS.rungs, door.opens_at, at, since=born):
            yield reminders.wishes_open(application, door, rung)


def _extensions(at: datetime) -> Iterator[Draft]:
    for call in Window.objects.of_kind(WindowKind.CALL_FOR_CANDIDATES).extended_since(at - LATENESS):
        for application in Application.objects.concerned_by(call):
            yield reminders.extended(application, call)
