"""Reminders of the candidates: run every minute, each rung at most once, the same queries for one row or a thousand."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from candidates import letters, rules
from candidates.letters.reminders import DRAFT, INTERVIEW, OFFER, WISHES, WISHES_OPEN
from candidates.models import Application, Interview, Offer
from eig.notifications.ladder import LATENESS, Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.models import Message
from eig.notifications.workflow import post
from eig.promotions.ladders import closing, ladder, opening
from eig.promotions.models import Announcement, Window
from eig.promotions.states import AnnouncementKind, WindowKind

DRAFTS = ladder(
    DRAFT,
    (Rung("D-7", days=-7), Rung("D-2", days=-2)),
    "aux personnes dont la candidature ne sera pas encore déposée",
    deadlines=closing(WindowKind.CALL_FOR_CANDIDATES),
)
RANKING_OPENS = ladder(
    WISHES_OPEN,
    (Rung("opening"),),
    "aux personnes présélectionnées",
    deadlines=opening(WindowKind.WISHES),
)
RANKING = ladder(
    WISHES,
    (Rung("D-2", days=-2), Rung("D", days=0)),
    "aux personnes présélectionnées qui n’auront pas classé leurs vœux",
    deadlines=closing(WindowKind.WISHES),
)
INTERVIEWS = ladder(
    INTERVIEW,
    (Rung("D-2", days=-2), Rung("H-2", hours=-2)),
    "aux personnes auditionnées",
    after="l’heure d’une audition, une fois fixée",
)
LAST_DAY = Rung("H-24", hours=-24)
OFFERS = ladder(OFFER, (LAST_DAY,), "aux personnes qui n’ont pas répondu", after="la limite d’une proposition")
AHEAD = timedelta(days=8)
# A rung that falls on the very hour of the offer would only repeat its letter.
AFTER_OFFER = timedelta(hours=1)


def remind(*, at: datetime) -> int:
    """Post the reminders reached at ``at`` that were not posted yet; how many."""
    doors = list(Window.objects.open(at).filter(kind__in=[WindowKind.CALL_FOR_CANDIDATES, WindowKind.WISHES]))
    drafts = unposted([*_drafts(doors, at), *_ranking(doors, at), *_extensions(at), *_offers(at), *_interviews(at)])
    return post(drafts, at=at)


def _drafts(doors: list[Window], at: datetime) -> Iterator[Draft]:
    near = [door for door in doors if door.kind == WindowKind.CALL_FOR_CANDIDATES and door.closes_at <= at + AHEAD]
    closings = {door.promotion_id: door.closes_at for door in near}
    for application in Application.objects.drafts().with_content().filter(promotion__in=closings):
        closes_at = closings[application.promotion_id]
        if rung := reached(DRAFTS.rungs, closes_at, at, since=application.created_at):
            yield letters.draft_reminder(application, closes_at, rung, rules.missing(application), at)


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
            yield letters.wishes_reminder(application, door, rung, at)
        elif rung := reached(RANKING_OPENS.rungs, door.opens_at, at, since=born):
            yield letters.wishes_open(application, door, rung)


def _extensions(at: datetime) -> Iterator[Draft]:
    for call in Window.objects.of_kind(WindowKind.CALL_FOR_CANDIDATES).extended_since(at - LATENESS):
        for application in Application.objects.concerned_by(call):
            yield letters.extended(application, call)


def _offers(at: datetime) -> Iterator[Draft]:
    for offer in Offer.objects.open().with_names().filter(expires_at__gt=at):
        assert offer.made_at
        assert offer.expires_at
        since = offer.made_at + AFTER_OFFER
        if rung := reached(offer_rungs(offer.made_at, offer.expires_at), offer.expires_at, at, since=since):
            yield letters.offer_reminder(offer, offer.expires_at, rung, at)


def offer_rungs(made_at: datetime, expires_at: datetime) -> tuple[Rung, ...]:
    """Half-time, and 24 hours before the limit."""
    half = (expires_at - made_at) / 2
    return Rung("half", hours=-half.total_seconds() / 3600), *OFFERS.rungs


def _interviews(at: datetime) -> Iterator[Draft]:
    for interview in Interview.objects.with_names().between(at, at + LATENESS + timedelta(days=1)):
        if rung := reached(INTERVIEWS.rungs, interview.hearing.starts_at, at, since=interview.booked_at):
            yield letters.interview_reminder(interview, rung)


def unposted(drafts: list[Draft]) -> list[Draft]:
    """Those that the outbox does not know: one query, so that a busy week costs nothing each minute."""
    keys = [draft.full_key for draft in drafts]
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return [draft for draft in drafts if draft.full_key not in known]
