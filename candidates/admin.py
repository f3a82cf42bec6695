"""Gathered for Django’s discovery, and imported by nobody."""

from candidates.hearings import admin as hearings
from candidates.offers import admin as offers
from candidates.overview.admin import applications
from candidates.review.admin import conflicts
from candidates.selection.admin import lists
