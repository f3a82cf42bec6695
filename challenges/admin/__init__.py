"""The coordination's tool for challenges and administrations."""

from challenges.admin.administrations import AdministrationAdmin, MembershipAdmin
from challenges.admin.challenges import ChallengeAdmin
from challenges.admin.clarifications import ClarificationAdmin
from challenges.admin.invitations import InvitationAdmin
from challenges.admin.planning import ConflictAdmin
from challenges.admin.skills import SkillAdmin

__all__ = [
    "AdministrationAdmin",
    "ChallengeAdmin",
    "ClarificationAdmin",
    "ConflictAdmin",
    "InvitationAdmin",
    "MembershipAdmin",
    "SkillAdmin",
]
