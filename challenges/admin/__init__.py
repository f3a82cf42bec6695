"""The coordination's tool for challenges and administrations."""

from challenges.admin.administrations import AdministrationAdmin, MembershipAdmin
from challenges.admin.challenges import ChallengeAdmin

__all__ = ["AdministrationAdmin", "ChallengeAdmin", "MembershipAdmin"]
