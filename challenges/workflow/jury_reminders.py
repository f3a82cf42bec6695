"""Files to read: each juror is reminded three days before the half-day, and on its morning."""

from collections import defaultdict
from datetime import datetime, timedelta

from challenges.letters.jurors import FILES_TO_READ, files_to_read
from challenges.models import Challenge
from eig.juries.models import Jury
from eig.notifications.ladder import Rung, reached
from eig.notifications.letters import Draft
from eig.notifications.workflow import post
from eig.promotions.ladders import ladder

FILES = ladder(
    FILES_TO_READ,
    (Rung("D-3", days=-3), Rung("D", days=0)),
    "aux jurés qui ont un défi à lire",
    after="la demi-journée d’un jury, une fois fixée",
)
HORIZON = timedelta(days=4)


def remind_jurors(*, at: datetime) -> int:
    """Post the rungs reached: a constant number of queries. Run twice, writes nothing twice."""
    juries = list(Jury.objects.hearing_challenges().to_remind(at, at + HORIZON))
    heard = defaultdict(list)
    for challenge in Challenge.objects.to_hear(juries):
        heard[challenge.hearing.jury_id].append(challenge)
    return post([draft for jury in juries if heard[jury.pk] for draft in _drafts(jury, heard[jury.pk], at)], at=at)


def _drafts(jury: Jury, challenges: list[Challenge], at: datetime) -> list[Draft]:
    drafts = []
    for seat in jury.seats.all():
        if rung := reached(FILES.rungs, jury.meets_at, at, since=seat.seated_at):
            drafts += files_to_read(jury, [seat], challenges, rung, at)
    return drafts
