"""Programmes, promotions, their calendar and their rules: all data."""

from eig.promotions.models.announcements import Announcement
from eig.promotions.models.calendar import Window
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Programme, Promotion
from eig.promotions.models.settings import Commitment, Criterion, Target

__all__ = [
    "Announcement",
    "Commitment",
    "Criterion",
    "Profile",
    "ProfileFamily",
    "Programme",
    "Promotion",
    "Target",
    "Window",
]
