"""The coordination sets up a promotion here, in the order of the work."""

from eig.promotions.admin import announcements, profiles, promotions
