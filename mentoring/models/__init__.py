"""Missions, placements and check-ins: the ten months."""

from mentoring.models.checkins import CheckIn
from mentoring.models.missions import Mission, Placement

__all__ = ["CheckIn", "Mission", "Placement"]
