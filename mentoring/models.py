"""Gathered for Django’s discovery, and imported by nobody."""

from mentoring.checkins.models import blockers, checkins, forms
from mentoring.missions.models import assignments, missions, placements
