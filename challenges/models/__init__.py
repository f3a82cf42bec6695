"""Administrations and the challenges they propose."""

from challenges.models.administrations import Administration, Membership
from challenges.models.challenges import Challenge, ChallengeCommitment
from challenges.models.clarifications import Clarification
from challenges.models.people import Stakeholder, accounts_at
from challenges.models.positions import Position

__all__ = [
    "Administration",
    "Challenge",
    "ChallengeCommitment",
    "Clarification",
    "Membership",
    "Position",
    "Stakeholder",
    "accounts_at",
]
