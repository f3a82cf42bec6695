"""The hearings to come: files to read for the jurors, three days before and on the morning; the hour for the others."""

from collections import defaultdict
from datetime import datetime, timedelta

from challenges.hearings.letters.reminders import FILES_TO_READ, files_to_read
from challenges.hearings.letters.scheduling import HEARING_SOON, hearing_soon
from challenges.hearings.models.heard import heard_between, to_hear
from challenges.proposal.models.challenges import Challenge
from eig.common.vocabulary import SiteText
from eig.juries.models.juries import Jury
from eig.notifications.ladder import Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from eig.promotions.ladders import Ladder

FILES = Ladder(
    FILES_TO_READ,
    (Rung("D-3", days=-3), Rung("D", days=0)),
    SiteText("aux jurés qui ont un {challenge} à lire"),
    after="la demi-journée d’un jury, une fois fixée",
)
PRESENTERS = Ladder(
    HEARING_SOON,
    (Rung("D-2", days=-2), Rung("H-2", hours=-2)),
    SiteText("aux auteurs et aux {mentors} d’un {challenge} entendu"),
    after="l’heure d’une audition, une fois fixée",
)
HORIZON = timedelta(days=4)


def remind(*, at: datetime) -> int:
    """Remind presenters and jurors of the hearings to come; how many letters were asked for."""
    return remind_jurors(at=at) + remind_presenters(at=at)


def remind_presenters(*, at: datetime) -> int:
    """Post the reminders now due to authors and mentors; how many: a constant number of queries. Safe to run twice."""
    drafts = []
    for challenge in heard_between(at, at + HORIZON):
        slot = challenge.hearing
        if rung := reached(PRESENTERS.rungs, slot.starts_at, at, since=slot.placed_at):
            drafts += hearing_soon(challenge, rung)
    return post(drafts, at=at)


def remind_jurors(*, at: datetime) -> int:
    """Post the reminders now due to jurors; how many: a constant number of queries. Safe to run twice."""
    juries = list(Jury.objects.hearing_challenges().to_remind(at, at + HORIZON))
    heard = defaultdict(list)
    for challenge in to_hear(juries):
        heard[challenge.hearing.jury_id].append(challenge)
    return post([draft for jury in juries if heard[jury.pk] for draft in _drafts(jury, heard[jury.pk], at)], at=at)


def _drafts(jury: Jury, challenges: list[Challenge], at: datetime) -> list[Draft]:
    drafts = []
    for seat in jury.seats.all():
        if rung := reached(FILES.rungs, jury.meets_at, at, since=seat.seated_at):
            drafts += files_to_read(jury, [seat], challenges, rung, at)
    return drafts
