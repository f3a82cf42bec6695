"""Invitations that nobody answered: asked again three days later, then after a week."""

from datetime import datetime

from eig.juries.letters import seats
from eig.juries.models.juries import JurySeat
from eig.notifications.ladder import Rung, reached
from eig.notifications.workflow import post
from eig.promotions.ladders import Ladder

AWAITED = Ladder(
    seats.AWAITED,
    (Rung("D+3", days=3), Rung("D+7", days=7)),
    "aux jurés invités qui n’ont pas répondu",
    after="une invitation à siéger",
)


def remind(*, at: datetime) -> int:
    """Post the rungs reached, in a constant number of queries. Run twice, writes nothing twice."""
    drafts = [
        seats.awaited(seat, rung)
        for seat in JurySeat.objects.unanswered(at)
        if (rung := reached(AWAITED.rungs, seat.seated_at, at))
    ]
    return post(drafts, at=at)
