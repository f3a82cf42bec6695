"""What a withdrawn challenge means for those who had wished for it."""

from datetime import datetime

from candidates.application.letters import withdrawals
from candidates.application.models.applications import Wish
from eig.notifications.workflow import post, unposted


def tell_of_withdrawals(*, at: datetime) -> int:
    """Write to those whose application names a challenge that has been withdrawn, once each; how many."""
    wishes = Wish.objects.of_withdrawn_challenges()
    pairs = {(wish.application_id, wish.position.challenge_id): wish for wish in wishes}
    drafts = [withdrawals.challenge_withdrawn(wish.application, wish.position.challenge) for wish in pairs.values()]
    return post(unposted(drafts), at=at)
