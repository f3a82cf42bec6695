"""Applications, wishes, ranked lists and offers."""

from candidates.models.applications import Application, Wish
from candidates.models.interviews import Interview, Ranking
from candidates.models.offers import Offer

__all__ = ["Application", "Interview", "Offer", "Ranking", "Wish"]
