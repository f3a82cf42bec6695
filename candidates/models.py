"""Gathered for Django’s discovery, and imported by nobody."""

from candidates.application.models import acceptances, applications, candidacies, submissions
from candidates.hearings.models import interviews, juries
from candidates.review.models import conflicts, mailing, notes, presence, reading
from candidates.selection.models import offers, rankings
