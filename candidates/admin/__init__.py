"""The coordination reads applications, prepares decisions and offers, and publishes them."""

from candidates.admin.applications import ApplicationAdmin
from candidates.admin.offers import OfferAdmin

__all__ = ["ApplicationAdmin", "OfferAdmin"]
