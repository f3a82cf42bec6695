"""Administrations and the challenges they propose."""

from challenges.models.administrations import Administration, AdministrationDomain, Membership, check_siret
from challenges.models.challenges import Challenge
from challenges.models.clarifications import Clarification
from challenges.models.conflicts import ConflictOfInterest
from challenges.models.duplicates import DistinctPair, Pair, likely_duplicates
from challenges.models.entries import CatalogueEntry, CatalogueWord
from challenges.models.instruction import EligibilityVerdict, Mailing, PreparedQuestion, Presence, Reading
from challenges.models.invitations import Invitation
from challenges.models.means import ChallengeCommitment, Dataset, HostMember, Submission
from challenges.models.notes import InternalNote
from challenges.models.people import Stakeholder, accounts_at, heirs_of
from challenges.models.positions import Position
from challenges.models.skills import SKILL_LENGTH, PositionSkill, Skill, skill_key, tidy
from challenges.models.validations import SheetValidation, validation_of, validation_status, validation_tone

__all__ = [
    "SKILL_LENGTH",
    "Administration",
    "AdministrationDomain",
    "CatalogueEntry",
    "CatalogueWord",
    "Challenge",
    "ChallengeCommitment",
    "Clarification",
    "ConflictOfInterest",
    "Dataset",
    "DistinctPair",
    "EligibilityVerdict",
    "HostMember",
    "InternalNote",
    "Invitation",
    "Mailing",
    "Membership",
    "Pair",
    "Position",
    "PositionSkill",
    "PreparedQuestion",
    "Presence",
    "Reading",
    "SheetValidation",
    "Skill",
    "Stakeholder",
    "Submission",
    "accounts_at",
    "check_siret",
    "heirs_of",
    "likely_duplicates",
    "skill_key",
    "tidy",
    "validation_of",
    "validation_status",
    "validation_tone",
]
