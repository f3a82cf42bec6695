"""Gathered for Django’s discovery, and imported by nobody."""

from mentoring.checkins.admin import blockers, checkins, forms
from mentoring.missions.admin import missions
