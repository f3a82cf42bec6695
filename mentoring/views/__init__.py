"""Pages of the follow-up."""

from mentoring.views.checkins import checkin
from mentoring.views.missions import mission, missions

__all__ = ["checkin", "mission", "missions"]
