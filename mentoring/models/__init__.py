"""Missions, placements and check-ins: the ten months."""

from mentoring.models.checkins import CheckIn
from mentoring.models.missions import Mission, Placement, offers_to_place

__all__ = ["CheckIn", "Mission", "Placement", "offers_to_place"]
