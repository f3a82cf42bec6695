"""What becomes of challenges when two administrations are made one."""

from datetime import datetime

from challenges.administrations.models.administrations import Administration
from challenges.proposal.models.challenges import Challenge
from eig.accounts.models import User
from eig.journal.steps import record


def move_challenges(kept: Administration, absorbed: Administration, by: User, at: datetime) -> int:
    """Give the challenges hosted and borne by ``absorbed`` to ``kept``; returns how many were hosted."""
    moved = list(absorbed.challenges.select_for_update().order_by("pk"))
    for challenge in moved:
        record(challenge, "move", f"Administration : « {absorbed} » devient « {kept} »"[:200], by=by, at=at)
    absorbed.challenges.update(administration=kept)
    absorbed.borne_challenges.update(bearer=kept)
    # A bearer is only named when it is not the host.
    Challenge.objects.filter(administration=kept, bearer=kept).update(bearer=None)
    return len(moved)
