"""Gathered for Django’s discovery, and imported by nobody."""

from challenges.administrations.admin import administrations
from challenges.hearings.admin import clarifications, planning
from challenges.overview.admin import challenges
from challenges.participants.admin import invitations, memberships
from challenges.proposal import admin as proposal
