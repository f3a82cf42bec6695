"""Gathered for Django’s discovery, and imported by nobody."""

from mentoring.checkins import admin as checkins
from mentoring.missions import admin as missions
