"""Gathered for Django’s discovery, and imported by nobody."""

from candidates.application import models as application
from candidates.hearings import models as hearings
from candidates.review.models import conflicts, notes, presence, reading
from candidates.selection.models import offers, rankings
