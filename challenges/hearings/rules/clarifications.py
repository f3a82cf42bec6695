"""Jurors' questions: who asks, until when, who answers."""

from datetime import datetime

from challenges.hearings.models.clarifications import Clarification
from challenges.hearings.states import ClarificationStatus
from challenges.proposal.models.challenges import Challenge
from challenges.proposal.rules.coordination import can_coordinate
from challenges.proposal.rules.drafting import is_author
from challenges.proposal.states import ChallengeStatus
from eig.accounts.models import User
from eig.common.clock import today
from eig.common.dates import long_day


def asking_refusal(challenge: Challenge, at: datetime) -> str:
    """Why no question can be sent any more, as a sentence; empty while it can."""
    if challenge.status != ChallengeStatus.PRESELECTED or challenge.hearing is None:
        return challenge.promotion.said(
            "Ce {challenge} n’attend plus d’audition : il n’y a plus de question à envoyer."
        )
    if today(at) >= today(challenge.hearing.starts_at):
        day = long_day(challenge.hearing.starts_at)
        return f"Les questions s’envoient avant le jour de l’audition, {day} : posez-la de vive voix."
    return ""


def can_handle(user: User, clarification: Clarification) -> bool:
    """Hand a question on, answer it, or leave it without an answer."""
    return can_coordinate(user)


def can_reply(user: User, clarification: Clarification) -> bool:
    """Answer in the name of the administration: an author, once the question was handed to them."""
    return clarification.status == ClarificationStatus.FORWARDED and is_author(user, clarification.challenge)
