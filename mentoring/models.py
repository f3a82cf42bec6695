"""Gathered for Django’s discovery, and imported by nobody."""

from mentoring.checkins import models as checkins
from mentoring.missions import models as missions
