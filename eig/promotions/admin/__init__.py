"""The coordination sets up a promotion here, in the order of the work."""

from eig.promotions.admin.announcements import AnnouncementAdmin
from eig.promotions.admin.profiles import ProfileAdmin, ProfileFamilyAdmin, ProgrammeAdmin
from eig.promotions.admin.promotions import PromotionAdmin

__all__ = ["AnnouncementAdmin", "ProfileAdmin", "ProfileFamilyAdmin", "ProgrammeAdmin", "PromotionAdmin"]
